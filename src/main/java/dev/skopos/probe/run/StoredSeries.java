// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.Queryable;
import dev.skopos.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * What the store has of the series of checks from before a start: the check may have been deleted
 * or changed meanwhile, and whoever ends its series has to know them.
 */
record StoredSeries(Queryable store) {

  private static final Logger LOG = Logger.getLogger(StoredSeries.class);

  /** Queries look back so far; older series have ended by themselves. */
  private static final Duration LOOKBACK = Duration.ofMinutes(5);

  private static final Matcher NAMES =
      Matcher.of(Matcher.Type.REGEX, Labels.METRIC_NAME, "probe_.+|skopos_check_.+");

  /** The series of the check that have not ended, each with its newest sample. */
  Map<Labels, Sample> of(ResourceId check, Instant now) {
    List<Matcher> matchers =
        List.of(
            NAMES,
            Matcher.equal("namespace", check.namespace()),
            Matcher.equal("name", check.name()));
    Map<Labels, Sample> newest = new TreeMap<>();
    long from = now.minus(LOOKBACK).toEpochMilli();
    for (Series series : select(from, now.toEpochMilli(), matchers)) {
      int last = series.length() - 1;
      double value = series.values()[last];
      if (CheckSeries.isOwn(series.labels()) && !Sample.isStale(value)) {
        newest.put(series.labels(), new Sample(series.timestamps()[last], value));
      }
    }
    return newest;
  }

  /** A check does not wait for a store that is away; what it does not end, ends by the lookback. */
  private List<Series> select(long from, long to, List<Matcher> matchers) {
    try {
      return store.select(from, to, matchers);
    } catch (StoreUnavailableException e) {
      LOG.debugf("The former series of a check are not known: %s", e.getMessage());
      return List.of();
    }
  }
}
