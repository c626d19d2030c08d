// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.ast.VectorMatching;
import dev.skopos.promql.column.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The labels of a series that decide which others it belongs to. */
record Signature(boolean on, Set<String> labels) {

  static Signature of(VectorMatching matching) {
    return new Signature(matching.on(), Set.copyOf(matching.labels()));
  }

  Labels of(Labels series) {
    return on ? series.only(labels) : series.without(labels).withoutMetricName();
  }

  /** The columns of each signature, in their order. */
  Map<Labels, List<Column>> group(List<Column> columns) {
    Map<Labels, List<Column>> groups = new LinkedHashMap<>();
    for (Column column : columns) {
      groups.computeIfAbsent(of(column.labels()), _ -> new ArrayList<>(1)).add(column);
    }
    return groups;
  }
}
