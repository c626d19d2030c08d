// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportDelivery.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Kept reports and their deliveries for tests, which can be away. */
public final class ReportsInMemory implements ReportRecords, ReportOutbox {

  private record Kept(
      ReportRecord report, Map<ReportFormat, String> contents, List<ReportDelivery> deliveries) {}

  private final Map<UUID, Kept> all = new LinkedHashMap<>();
  private final Map<String, Instant> wanted = new HashMap<>();
  boolean away;

  private Stream<Kept> kept() throws IOException {
    if (away) {
      throw new IOException("away");
    }
    return List.copyOf(all.values()).stream();
  }

  @Override
  public synchronized void save(
      ReportRecord report, Map<ReportFormat, String> contents, Collection<ResourceId> channels)
      throws IOException {
    kept();
    for (String content : contents.values()) {
      int length = content.getBytes(StandardCharsets.UTF_8).length;
      if (length > MOST_BYTES) {
        throw new IllegalArgumentException("content has %d bytes".formatted(length));
      }
    }
    List<ReportDelivery> deliveries = new ArrayList<>();
    for (ResourceId channel : channels) {
      deliveries.add(
          new ReportDelivery(
              report.id(),
              report.source(),
              channel,
              report.created(),
              State.WAITING,
              report.created(),
              ""));
    }
    all.put(report.id(), new Kept(report, Map.copyOf(contents), deliveries));
  }

  private List<ReportRecord> list(Predicate<ReportRecord> wanted) throws IOException {
    return kept()
        .map(Kept::report)
        .filter(wanted)
        .sorted(Comparator.comparing(ReportRecord::created).reversed())
        .toList();
  }

  @Override
  public synchronized List<ReportRecord> list(ResourceId source, int limit) throws IOException {
    return list(report -> report.source().equals(source)).stream().limit(limit).toList();
  }

  @Override
  public synchronized List<ReportRecord> list(Filter filter, int offset, int limit)
      throws IOException {
    return list(report -> matches(report.source(), filter)).stream()
        .skip(offset)
        .limit(limit)
        .toList();
  }

  private static boolean matches(ResourceId source, Filter filter) {
    return (filter.namespace().isEmpty() || filter.namespace().equals(source.namespace()))
        && (filter.name().isEmpty() || filter.name().equals(source.name()));
  }

  @Override
  public synchronized Optional<ReportRecord> newest(ResourceId source, String name)
      throws IOException {
    return list(report -> report.source().equals(source) && report.name().equals(name)).stream()
        .findFirst();
  }

  @Override
  public synchronized Instant wantedSince(ResourceId source, String name, Instant now)
      throws IOException {
    kept();
    Instant since = wanted.putIfAbsent(source + " " + name, now.truncatedTo(ChronoUnit.MILLIS));
    return since == null ? now.truncatedTo(ChronoUnit.MILLIS) : since;
  }

  @Override
  public synchronized Optional<ReportRecord> find(UUID id) throws IOException {
    return list(report -> report.id().equals(id)).stream().findFirst();
  }

  @Override
  public synchronized Optional<String> content(UUID id, ReportFormat format) throws IOException {
    return kept()
        .filter(each -> each.report().id().equals(id))
        .findFirst()
        .map(each -> each.contents().get(format));
  }

  @Override
  public synchronized List<ReportDelivery> waiting(int limit) throws IOException {
    return kept()
        .sorted(Comparator.comparing(each -> each.report().created()))
        .flatMap(each -> each.deliveries().stream())
        .filter(delivery -> delivery.state() == State.WAITING)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void note(ReportDelivery delivery) throws IOException {
    kept();
    Kept report = all.get(delivery.report());
    if (report != null) {
      report.deliveries().replaceAll(each -> each.key().equals(delivery.key()) ? delivery : each);
    }
  }

  @Override
  public synchronized List<ReportDelivery> of(Collection<UUID> reports) throws IOException {
    return kept()
        .filter(each -> reports.contains(each.report().id()))
        .flatMap(each -> each.deliveries().stream())
        .sorted(Comparator.comparing(ReportDelivery::channel))
        .toList();
  }
}
