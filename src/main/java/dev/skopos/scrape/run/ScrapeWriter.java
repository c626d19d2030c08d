// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.exposition.ExpositionOptions;
import dev.skopos.exposition.ExpositionReader;
import dev.skopos.exposition.ExpositionReader.Entry;
import dev.skopos.exposition.InvalidExpositionException;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one exposition into a batch. What it counts holds also when it fails half-way. */
final class ScrapeWriter {

  private final ScrapeDefinition definition;
  private final SampleLabels labels;
  private final ScrapeCache cache;
  private final ScrapeMetrics metrics;
  private final Appender appender;
  private final long time;
  private int scraped;
  private int kept;
  private int added;

  ScrapeWriter(
      ScrapeDefinition definition,
      SampleLabels labels,
      ScrapeCache cache,
      ScrapeMetrics metrics,
      Appender appender,
      long time) {
    this.definition = definition;
    this.labels = labels;
    this.cache = cache;
    this.metrics = metrics;
    this.appender = appender;
    this.time = time;
  }

  int scraped() {
    return scraped;
  }

  int kept() {
    return kept;
  }

  int added() {
    return added;
  }

  /** Writes all samples, and the ends of the series that are gone. */
  void write(Fetcher.Exposition exposition) throws ScrapeException {
    try {
      ScrapeDefinition.Request request = definition.request();
      ExpositionReader reader =
          ExpositionFormat.of(exposition.contentType(), request.fallback())
              .open(exposition.body(), exposition.length(), ExpositionOptions.USUAL);
      cache.begin();
      Entry entry = reader.next(cache.expected());
      while (entry != Entry.END) {
        write(reader, entry);
        entry = reader.next(cache.expected());
      }
    } catch (InvalidExpositionException e) {
      throw new ScrapeException(e.getMessage());
    }
    demandSampleLimit();
    cache.end(this::end);
  }

  private void write(ExpositionReader reader, Entry entry)
      throws InvalidExpositionException, ScrapeException {
    switch (entry) {
      case SAMPLE, HISTOGRAM -> sample(reader);
      case TYPE -> {
        var type = reader.type();
        cache.describe(reader.family(), known -> type.map(known::with).orElse(known));
      }
      case HELP -> {
        String help = reader.text();
        cache.describe(reader.family(), known -> known.withHelp(help));
      }
      case UNIT -> {
        String unit = reader.text();
        cache.describe(reader.family(), known -> known.withUnit(unit));
      }
      case END -> {}
    }
  }

  private void sample(ExpositionReader reader) throws InvalidExpositionException, ScrapeException {
    scraped++;
    ScrapedSeries known = cache.find(reader);
    ScrapedSeries series = known != null ? known : newSeries(reader);
    boolean first = cache.visit(series);
    SeriesRef reference = series.reference;
    if (reference == null) {
      return;
    }
    kept++;
    if (isBeyondLimit()) {
      return;
    }
    boolean ownTime = definition.rewriting().honorTimestamps() && hasTime(reader);
    if (!first && !ownTime) {
      metrics.refused(AppendException.Reason.DUPLICATE);
      return;
    }
    if (append(series, reference, ownTime ? reader.timestamp() : time, reader.value())) {
      added += known == null ? 1 : 0;
      if (!ownTime) {
        cache.track(series);
      }
    }
  }

  private static boolean hasTime(ExpositionReader reader) {
    return reader.timestamp() != ExpositionReader.NO_TIMESTAMP;
  }

  private ScrapedSeries newSeries(ExpositionReader reader)
      throws InvalidExpositionException, ScrapeException {
    Optional<Labels> identity = labels.of(reader.labels());
    byte[] key = Arrays.copyOfRange(reader.seriesBytes(), reader.seriesFrom(), reader.seriesTo());
    return cache.add(key, orNull(identity));
  }

  private static @Nullable Labels orNull(Optional<Labels> labels) {
    return labels.isPresent() ? labels.get() : null;
  }

  private boolean isBeyondLimit() {
    return definition.limits().samples() > 0 && kept > definition.limits().samples();
  }

  /** After all samples are counted, so that people see how many there are, as in Prometheus. */
  private void demandSampleLimit() throws ScrapeException {
    if (isBeyondLimit()) {
      metrics.sampleLimit();
      throw new ScrapeException("sample limit exceeded");
    }
  }

  private boolean append(ScrapedSeries series, SeriesRef known, long timestamp, double value)
      throws ScrapeException {
    try {
      series.reference = appender.append(known, timestamp, value);
      return true;
    } catch (AppendException e) {
      metrics.refused(e.reason());
      if (e.reason().isTemporary()) {
        throw new ScrapeException(String.valueOf(e.getMessage()));
      }
      return false;
    }
  }

  /** Writes the ends of all series, since there is nothing to be written of this scrape. */
  void endAll() {
    cache.endAll(this::end);
  }

  /** Ends a series; one that has a sample at this time or later goes on elsewhere. */
  void end(Labels series) {
    try {
      appender.append(series, time, Sample.STALE);
    } catch (AppendException e) {
      metrics.notEnded(e.reason());
    }
  }

  /** Writes a sample about the scrape; gives the reference for the next one. */
  SeriesRef report(SeriesRef series, double value) {
    try {
      return appender.append(series, time, value);
    } catch (AppendException e) {
      metrics.refused(e.reason());
      return series;
    }
  }
}
