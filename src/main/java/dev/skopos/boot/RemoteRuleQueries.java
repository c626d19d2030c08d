// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.model.Series;
import dev.skopos.remote.RemoteQueries;
import dev.skopos.remote.RemoteQueryException;
import dev.skopos.rule.QueryFunction;
import java.time.Instant;
import java.util.List;

/** Has the queries of rules answered by the remote store. */
final class RemoteRuleQueries implements QueryFunction {

  private final RemoteQueries queries;

  RemoteRuleQueries(RemoteQueries queries) {
    this.queries = queries;
  }

  @Override
  public List<Element> query(String expr, Instant at) throws QueryFailedException {
    try {
      return queries.instant(expr, at).stream().map(RemoteRuleQueries::element).toList();
    } catch (RemoteQueryException e) {
      throw new QueryFailedException(String.valueOf(e.getMessage()), e, e.isUnavailable());
    }
  }

  private static Element element(Series series) {
    int last = series.length() - 1;
    return new Element(series.labels(), series.values()[last], series.histogram(last));
  }
}
