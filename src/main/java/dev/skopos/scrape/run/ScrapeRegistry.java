// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.schedule.Scheduler;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetMetadata;
import dev.skopos.scrape.TargetSource;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All sources of metrics in operation. Thread-safe. */
public final class ScrapeRegistry implements AutoCloseable {

  private static final String INVALID = "InvalidSpec";
  private static final Duration DISCOVERY = Duration.ofSeconds(2);

  private final ConcurrentSkipListMap<ResourceId, ScrapeSource> sources =
      new ConcurrentSkipListMap<>();
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();
  private final ScrapeLoop.Tools tools;
  private final TargetSource discovery;
  private final Scheduler.Task discovering;

  /**
   * What the registry runs on.
   *
   * @param scrapes bounds how many targets are scraped at a time
   * @param upkeep looks for targets; work that is short
   */
  public record Schedulers(Scheduler scrapes, Scheduler upkeep) {}

  public ScrapeRegistry(
      Schedulers schedulers,
      Fetcher fetcher,
      ScrapeMemory memory,
      TargetSource discovery,
      Store store,
      MeterRegistry meters) {
    this.tools =
        new ScrapeLoop.Tools(
            schedulers.scrapes, fetcher, memory, store, new ScrapeMetrics(meters), this::changed);
    this.discovery = discovery;
    this.discovering =
        schedulers.upkeep.every(
            schedulers.upkeep.clock().instant().plus(DISCOVERY), DISCOVERY, _ -> discover());
  }

  /** Puts a source in force; an equal definition changes nothing. */
  public Applied apply(ScrapeDefinition definition) {
    ScrapeSource known = sources.get(definition.id());
    if (known != null && known.definition().equals(definition)) {
      return Applied.ACCEPTED;
    }
    Applied applied = applyQuietly(definition);
    changed(definition.id());
    return applied;
  }

  private synchronized Applied applyQuietly(ScrapeDefinition definition) {
    ScrapeSource known = sources.get(definition.id());
    try {
      ScrapeSource next = new ScrapeSource(definition, tools, discovery);
      if (known != null) {
        next.takeOver(known);
      }
      next.discover();
      sources.put(definition.id(), next);
      return Applied.ACCEPTED;
    } catch (IllegalArgumentException e) {
      return new Applied.Rejected(INVALID, String.valueOf(e.getMessage()));
    }
  }

  private void discover() {
    sources.values().stream()
        .filter(ScrapeSource::discover)
        .forEach(source -> changed(source.definition().id()));
  }

  /** Ends the source and the series of its targets. */
  public void remove(ResourceId id) {
    if (removeQuietly(id)) {
      changed(id);
    }
  }

  private synchronized boolean removeQuietly(ResourceId id) {
    ScrapeSource source = sources.remove(id);
    if (source == null) {
      return false;
    }
    source.end();
    return true;
  }

  /** Removes all other sources of the kind. */
  public void retainOnly(String kind, Set<ResourceId> ids) {
    List<ResourceId> gone = new ArrayList<>(sources.keySet());
    gone.removeIf(id -> !id.kind().equals(kind) || ids.contains(id));
    gone.forEach(this::remove);
  }

  public Optional<SourceSnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(sources.get(id)).map(ScrapeSource::snapshot);
  }

  /** In the order of their ids. */
  public List<SourceSnapshot> snapshots() {
    return sources.values().stream().map(ScrapeSource::snapshot).toList();
  }

  /** What all targets say of their metrics, in the order of their sources. */
  public List<TargetMetadata> metadata() {
    return sources.values().stream().flatMap(source -> source.metadata().stream()).toList();
  }

  /**
   * The listener is told, in any thread, when a source, its targets or their health changed;
   * returns at once.
   */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void changed(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }

  /** Ends all scrapes; the series go on after a restart. */
  @Override
  public synchronized void close() {
    discovering.cancel();
    sources.values().forEach(ScrapeSource::stop);
  }
}
