// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.util.List;
import java.util.TreeSet;

/** A place that keeps samples: what the rest of Skopos knows of it. Thread-safe. */
public interface Store extends Queryable, Catalog {

  /** A new batch of Skopos' own. */
  default Appender appender() {
    return appender(Source.SKOPOS);
  }

  /** A new batch of this source. */
  Appender appender(Source source);

  @Override
  default List<String> labelNames(long from, long to, List<Matcher> matchers, int limit) {
    TreeSet<String> names = new TreeSet<>();
    for (Labels labels : series(from, to, matchers)) {
      labels.forEach((name, _) -> names.add(name));
    }
    return names.stream().limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
  }

  @Override
  default List<String> labelValues(
      String name, long from, long to, List<Matcher> matchers, int limit) {
    TreeSet<String> values = new TreeSet<>();
    for (Labels labels : series(from, to, matchers)) {
      values.add(labels.get(name));
    }
    values.remove("");
    return values.stream().limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
  }
}
