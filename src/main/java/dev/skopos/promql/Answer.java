// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.promql.column.Annotations;
import java.util.List;

/** What a query gives, and what is to be said of it. Not to be shared between threads. */
public final class Answer {
  private final Value value;
  private final Annotations annotations;
  private final QueryStatistics statistics;

  Answer(Value value, Annotations annotations, QueryStatistics statistics) {
    this.value = value;
    this.annotations = annotations;
    this.statistics = statistics;
  }

  /** What it took. */
  public QueryStatistics statistics() {
    return statistics;
  }

  public Value value() {
    return value;
  }

  /**
   * Why the result probably is not what was meant, in Prometheus' words.
   *
   * @param query the text that was parsed, for the positions in it
   */
  public List<String> warnings(String query) {
    return annotations.warnings(query);
  }

  /** Why the result may not be what was meant; as warnings(). */
  public List<String> infos(String query) {
    return annotations.infos(query);
  }
}
