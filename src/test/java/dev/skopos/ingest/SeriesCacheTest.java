// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SeriesCacheTest {

  @Test
  void knownSeriesAreForgottenWhenThereIsNoRoom() {
    SeriesCache cache = new SeriesCache(16 * 1_024);
    byte[][] keys = new byte[2_000][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ("series number " + i).getBytes(StandardCharsets.UTF_8);
      cache.add(new KnownSeries(keys[i], Labels.of("a", "" + i)));
    }
    int found = 0;
    for (int i = 0; i < keys.length; i++) {
      KnownSeries series = cache.find(keys[i], 0, keys[i].length);
      if (series != null) {
        found++;
        assertThat(series.reference().labels().get("a")).isEqualTo("" + i);
      }
    }
    assertThat(found).isBetween(1, 16 * 1_024 / 64);
  }
}
