// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.exposition.ExpositionReader.Entry;
import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {

  private static final byte[] SEED = Seeds.of(ExpositionFormat.PROTOBUF);

  @Test
  void givesSummariesAndHistogramsOutAsTheTextFormatsHaveThem() throws InvalidExpositionException {
    assertThat(Reading.of(ExpositionFormat.PROTOBUF, SEED, ExpositionOptions.USUAL))
        .startsWith(
            "HELP requests_total help of requests_total",
            "TYPE requests_total counter",
            "{__name__=\"requests_total\", code=\"200\"} 42.0 @1500 # {trace=\"1a\"} 0.25 @12345",
            "{__name__=\"requests_total\", code=\"500\"} NaN",
            "HELP latency_seconds help of latency_seconds",
            "UNIT latency_seconds seconds",
            "TYPE latency_seconds summary",
            "{__name__=\"latency_seconds_count\", a=\"b\"} 7.0",
            "{__name__=\"latency_seconds_sum\", a=\"b\"} 1.5",
            "{__name__=\"latency_seconds\", a=\"b\", quantile=\"0.5\"} 0.1",
            "{__name__=\"latency_seconds\", a=\"b\", quantile=\"1.0\"} 0.2")
        .endsWith(
            "TYPE classic histogram",
            "{__name__=\"classic_count\"} 9.0",
            "{__name__=\"classic_sum\"} 3.0",
            "{__name__=\"classic_bucket\", le=\"0.1\"} 1.0 # {trace=\"1a\"} 0.25 @99",
            "{__name__=\"classic_bucket\", le=\"1e+06\"} 8.0",
            "{__name__=\"classic_bucket\", le=\"+Inf\"} 9.0");
  }

  @Test
  void readsNativeHistograms() throws InvalidExpositionException {
    ExpositionReader reader =
        ExpositionFormat.PROTOBUF.open(SEED, SEED.length, new ExpositionOptions(true, false));
    while (reader.next() != Entry.HISTOGRAM) {}
    assertThat(reader.labels().metricName()).isEqualTo("h");
    assertThat(reader.histogram())
        .isEqualTo(
            Histogram.exponential(
                Histogram.ResetHint.UNKNOWN,
                1,
                0.001,
                2,
                12,
                18.4,
                new Buckets(new int[] {-2, -1, 2}, new double[] {1, 2, 3}),
                new Buckets(new int[] {0}, new double[] {4})));
  }

  @Test
  void refusesSpansThatDoNotFitTheirBuckets() {
    Message histogram =
        new Message()
            .message(12, new Message().zigZag(1, 0).varint(2, 4_000_000_000L))
            .zigZags(13, 1);
    Message family =
        new Message().text(1, "h").varint(3, 4).message(4, new Message().message(7, histogram));
    byte[] body = family.toDelimited();
    assertThatThrownBy(
            () -> Reading.of(ExpositionFormat.PROTOBUF, body, new ExpositionOptions(true, false)))
        .hasMessage("histogram h: positive side: spans need 4000000000 buckets, have 1");
  }

  @Test
  void keysOfTwoSeriesDiffer() throws InvalidExpositionException {
    ExpositionReader reader =
        ExpositionFormat.PROTOBUF.open(SEED, SEED.length, new ExpositionOptions(true, true));
    Map<String, String> labelsByKey = new HashMap<>();
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      if (entry == Entry.SAMPLE || entry == Entry.HISTOGRAM) {
        String key =
            new String(
                reader.seriesBytes(),
                reader.seriesFrom(),
                reader.seriesTo() - reader.seriesFrom(),
                StandardCharsets.ISO_8859_1);
        assertThat(labelsByKey.put(key, reader.labels().toString())).isNull();
      }
    }
    assertThat(labelsByKey).hasSize(26);
  }
}
