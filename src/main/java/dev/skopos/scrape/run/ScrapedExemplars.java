// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.ExpositionReader;
import dev.skopos.exposition.InvalidExpositionException;
import dev.skopos.model.Exemplar;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the exemplars of a target, as Prometheus does: those that the store refuses are left out,
 * and one without a time stamp gets that of its sample, unless it was there the last time. Not
 * thread-safe.
 */
final class ScrapedExemplars {

  private static final Comparator<Exemplar> ORDER =
      Comparator.comparingLong(Exemplar::timestamp)
          .thenComparingDouble(Exemplar::value)
          .thenComparing(Exemplar::labels);

  /** The newest without a time stamp of their own; few targets have any. */
  private final Map<ScrapedSeries, Exemplar> untimed = new HashMap<>();

  /** Appends the exemplars of the present sample, which has this time. */
  void append(ExpositionReader reader, ScrapedSeries series, long time, Appender appender)
      throws InvalidExpositionException, ScrapeException {
    List<Exemplar> exposed = reader.exemplars(ExpositionReader.NO_TIMESTAMP);
    SeriesRef reference = series.reference;
    if (exposed.isEmpty() || reference == null) {
      return;
    }
    for (Exemplar exemplar : exposed.stream().sorted(ORDER).toList()) {
      if (exemplar.timestamp() != ExpositionReader.NO_TIMESTAMP) {
        append(reference, exemplar, appender);
      } else if (!exemplar.equals(untimed.put(series, exemplar))) {
        append(reference, new Exemplar(exemplar.labels(), time, exemplar.value()), appender);
      }
    }
  }

  private static void append(SeriesRef series, Exemplar exemplar, Appender appender)
      throws ScrapeException {
    try {
      appender.append(series, exemplar);
    } catch (AppendException e) {
      // the store counts it; a sample is worth more than its exemplar
      if (e.reason().isTemporary()) {
        throw new ScrapeException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Forgets those of series that were not in this scrape. */
  void retain(long scrape) {
    untimed.keySet().removeIf(series -> series.scrape != scrape);
  }
}
