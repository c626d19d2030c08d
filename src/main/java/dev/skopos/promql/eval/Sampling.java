// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator limit_ratio: keeps a part of the series, always the same ones, chosen by a hash of
 * their labels. A negative ratio r keeps what 1 + r leaves.
 */
final class Sampling {

  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  private Sampling() {}

  static List<Column> select(List<Column> columns, double[] ratios) {
    for (double ratio : ratios) {
      if (Double.isNaN(ratio)) {
        throw new QueryException("Ratio value is NaN");
      }
    }
    List<Column> selected = new ArrayList<>();
    for (Column column : columns) {
      double position = position(column.labels());
      double[] values = column.values().clone();
      for (int step = 0; step < values.length; step++) {
        values[step] = keeps(ratios[step], position) ? values[step] : Column.ABSENT;
      }
      Column result = new Column(column.labels(), column.dropName(), values);
      if (!result.isEmpty()) {
        selected.add(result);
      }
    }
    return selected;
  }

  private static boolean keeps(double ratio, double position) {
    double bounded = Math.max(-1, Math.min(1, ratio));
    return bounded >= 0 ? position < bounded : position >= 1 + bounded;
  }

  /** An even distribution over [0, 1) that depends on nothing but the labels. */
  private static double position(Labels labels) {
    long hash = BASIS;
    for (byte part : labels.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ part) * PRIME;
    }
    // The last bytes reach the upper bits only through this mixing.
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) * 0x1.0p-53;
  }
}
