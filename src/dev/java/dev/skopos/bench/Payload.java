// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a target answers to a scrape, in Prometheus' text format. Immutable. */
public final class Payload {

  private final String[] names = new String[SeriesSet.SERIES_PER_TARGET];

  public Payload() {
    for (int series = 0; series < names.length; series++) {
      names[series] = name(SeriesSet.labels(series));
    }
  }

  private static String name(List<String> labels) {
    StringBuilder text = new StringBuilder(labels.get(1)).append('{');
    for (int i = 2; i < labels.size(); i += 2) {
      text.append(i == 2 ? "" : ",").append(labels.get(i));
      text.append("=\"").append(labels.get(i + 1)).append('"');
    }
    return text.append("} ").toString();
  }

  /** The exposition of a target at a step: 1,000 series. */
  public byte[] text(int target, long step) {
    StringBuilder text = new StringBuilder(80 * names.length);
    for (int series = 0; series < names.length; series++) {
      text.append(names[series]);
      double value = SeriesSet.value(target, series, step);
      if (value == Math.rint(value)) {
        text.append((long) value);
      } else {
        text.append(value);
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
