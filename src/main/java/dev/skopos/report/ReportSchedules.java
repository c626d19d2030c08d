// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes reports when they are due and keeps them. What came due while the process did not run, or
 * while the records were away, is made once. Thread-safe, but for {@link #look}, which is called by
 * one thread at a time.
 */
public final class ReportSchedules {

  private static final Logger LOG = Logger.getLogger(ReportSchedules.class);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Map<String, ReportPrinter> printers;
  private final ReportRecords records;
  private final Counter made;
  private final Counter failures;
  private final Map<ResourceId, List<ReportDefinition>> wanted = new ConcurrentHashMap<>();
  private final Set<ReportDefinition> asked = ConcurrentHashMap.newKeySet();
  private final Map<ReportDefinition, Progress> progress = new HashMap<>();

  /**
   * How far a report is.
   *
   * @param done everything that came due up to then is made
   * @param delay before the next attempt, when another fails
   * @param notBefore there is no attempt before
   */
  private record Progress(Instant done, Duration delay, Instant notBefore) {

    static Progress done(Instant at) {
      return since(at, at);
    }

    static Progress since(Instant done, Instant now) {
      return new Progress(done, FIRST_WAIT, now);
    }

    Progress failed(Instant now) {
      Duration twice = delay.multipliedBy(2);
      return new Progress(
          done, twice.compareTo(LONGEST_WAIT) < 0 ? twice : LONGEST_WAIT, now.plus(delay));
    }
  }

  /**
   * Without any report to make.
   *
   * @param printers by the kind of the sources whose reports they make
   */
  public ReportSchedules(
      Map<String, ReportPrinter> printers, ReportRecords records, MeterRegistry meters) {
    this.printers = Map.copyOf(printers);
    this.records = records;
    this.made =
        Counter.builder("skopos.reports.made")
            .description("Reports that were made by schedule and kept")
            .register(meters);
    this.failures =
        Counter.builder("skopos.reports.failures")
            .description("Attempts to make a report that failed; they are repeated")
            .register(meters);
  }

  /**
   * These are all reports of the resource from now on.
   *
   * @throws IllegalArgumentException when no printer makes reports of that kind
   */
  public void apply(ResourceId source, List<ReportDefinition> definitions) {
    printer(source);
    if (definitions.isEmpty()) {
      wanted.remove(source);
    } else {
      wanted.put(source, List.copyOf(definitions));
    }
  }

  private ReportPrinter printer(ResourceId source) {
    ReportPrinter printer = printers.get(source.kind());
    if (printer == null) {
      throw new IllegalArgumentException("there are no reports of the kind " + source.kind());
    }
    return printer;
  }

  /** Who gets reports of the resource, each once. */
  public List<ResourceId> channels(ResourceId source) {
    return wanted.getOrDefault(source, List.of()).stream()
        .flatMap(definition -> definition.channels().stream())
        .distinct()
        .toList();
  }

  /** There are none any more; what is kept stays. */
  public void remove(ResourceId source) {
    wanted.remove(source);
  }

  /** Removes those of all others of the kind. */
  public void retainOnly(String kind, Set<ResourceId> sources) {
    wanted.keySet().removeIf(source -> source.kind().equals(kind) && !sources.contains(source));
  }

  /** The reports of the resource are due now, whatever their schedules say. */
  public void runNow(ResourceId source) {
    asked.addAll(wanted.getOrDefault(source, List.of()));
  }

  /** Makes what is due. */
  public void look(Instant now) {
    Set<ReportDefinition> all =
        wanted.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    progress.keySet().retainAll(all);
    asked.retainAll(all);
    for (ReportDefinition definition : all) {
      look(definition, now);
    }
  }

  private void look(ReportDefinition definition, Instant now) {
    Progress before = progress.get(definition);
    if (before != null && now.isBefore(before.notBefore())) {
      return;
    }
    try {
      Progress known = before == null ? Progress.since(done(definition, now), now) : before;
      progress.put(definition, known);
      if ((asked.contains(definition) || due(definition, known, now)) && make(definition, now)) {
        asked.remove(definition);
        progress.put(definition, Progress.done(now));
      }
    } catch (IOException | RuntimeException e) {
      failures.increment();
      LOG.warnf("Report %s of %s cannot be made: %s", definition.name(), definition.source(), e);
      Progress known = progress.get(definition);
      if (known != null) {
        progress.put(definition, known.failed(now));
      }
    }
  }

  private static boolean due(ReportDefinition definition, Progress known, Instant now) {
    return definition
        .schedule()
        .next(known.done(), definition.time().zone())
        .filter(at -> !at.isAfter(now))
        .isPresent();
  }

  /** When it was made last; one that never was is due from when it was wanted on. */
  private Instant done(ReportDefinition definition, Instant now) throws IOException {
    Optional<ReportRecord> newest = records.newest(definition.source(), definition.name());
    return newest.isPresent()
        ? newest.get().created()
        : records.wantedSince(definition.source(), definition.name(), now);
  }

  /** False: it cannot be made yet. */
  private boolean make(ReportDefinition definition, Instant now) throws IOException {
    ReportPeriod period = definition.time().endedBy(now);
    Optional<Report> report = printer(definition.source()).print(definition, period);
    if (report.isEmpty()) {
      return false;
    }
    // Webhooks carry the JSON, whatever was asked for.
    Map<ReportFormat, String> contents = new EnumMap<>(ReportFormat.class);
    contents.put(ReportFormat.JSON, report.get().write(ReportFormat.JSON));
    definition.formats().forEach(each -> contents.put(each, report.get().write(each)));
    records.save(record(definition, period, now, report.get()), contents, definition.channels());
    made.increment();
    return true;
  }

  /** The same report of the same period replaces the one before. */
  private static ReportRecord record(
      ReportDefinition definition, ReportPeriod period, Instant now, Report report) {
    String key =
        String.join(
            "\n", definition.source().toString(), definition.name(), period.span().toString());
    return new ReportRecord(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        definition.source(),
        definition.name(),
        report.title(),
        report.facts(),
        period.span().begin(),
        period.span().end(),
        now,
        definition.formats());
  }
}
