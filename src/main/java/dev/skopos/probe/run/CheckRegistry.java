// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckStateStore;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.expect.ExpectationCompiler;
import dev.skopos.probe.expect.Expectations;
import dev.skopos.probe.expect.InvalidAssertionException;
import dev.skopos.probe.prober.Prober;
import dev.skopos.schedule.Scheduler;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * All checks in operation. Until {@link #started()} is called, first runs are spread over the
 * interval, ten seconds at most, so that a start does not probe everything at once; from then on a
 * check that is created or changed runs at once.
 *
 * <p>After a kill the saved counts of results are a minute behind what others may have seen of
 * them. A counter that falls a little is taken for one that began anew and rose to its new value at
 * once, so that {@code rate()} would count all of it again; hence counts begin at zero then.
 * Thread-safe.
 */
public final class CheckRegistry implements AutoCloseable {

  private static final Duration WIDEST_SPREAD = Duration.ofSeconds(10);
  private static final Duration SAVE_INTERVAL = Duration.ofSeconds(60);

  private final ConcurrentSkipListMap<ResourceId, Check> checks = new ConcurrentSkipListMap<>();
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();
  private final ExpectationCompiler compiler = new ExpectationCompiler();
  private final Check.Tools tools;
  private final SampleWriter writer;
  private final StoredSeries stored;
  private final boolean statesAreComplete;
  private final Scheduler.Task saving;
  private boolean starting = true;
  private boolean swept;

  /**
   * What the registry runs on.
   *
   * @param runs bounds how many checks run at a time
   * @param upkeep for work that is short and must not wait for slow targets; may be the same
   */
  public record Schedulers(Scheduler runs, Scheduler upkeep) {}

  public CheckRegistry(
      Schedulers schedulers,
      Prober prober,
      Store store,
      CheckStateStore states,
      MeterRegistry meters) {
    this.tools =
        new Check.Tools(
            schedulers.runs,
            schedulers.upkeep,
            new CheckRun(schedulers.runs, prober),
            states,
            this::changed);
    this.writer = new SampleWriter(store, meters);
    this.stored = new StoredSeries(store);
    this.statesAreComplete = states.begin();
    Instant firstSave = schedulers.upkeep.clock().instant().plus(SAVE_INTERVAL);
    this.saving = schedulers.upkeep.every(firstSave, SAVE_INTERVAL, _ -> save());
  }

  /** Puts a check in force; an equal definition changes nothing. */
  public Applied apply(CheckDefinition definition) {
    Check known = checks.get(definition.id());
    if (known != null && known.definition().equals(definition)) {
      return Applied.ACCEPTED;
    }
    Applied applied = applyQuietly(definition);
    changed(definition.id());
    return applied;
  }

  private synchronized Applied applyQuietly(CheckDefinition definition) {
    Check known = checks.get(definition.id());
    try {
      Expectations expectations = compiler.compile(definition.probe(), definition.assertions());
      Instant first = firstRun(definition);
      if (known != null) {
        known.replace(definition, expectations, first);
      } else {
        Check check =
            new Check(
                definition, expectations, track(definition.id()), series(definition.id()), tools);
        checks.put(definition.id(), check);
        check.start(first);
      }
      return Applied.ACCEPTED;
    } catch (InvalidAssertionException e) {
      return new Applied.Rejected("InvalidAssertion", String.valueOf(e.getMessage()));
    }
  }

  private TrackRecord track(ResourceId id) {
    Optional<CheckState> saved = tools.states().load(id);
    return new TrackRecord(statesAreComplete ? saved : saved.map(CheckState::withoutCounts));
  }

  private CheckSeries series(ResourceId id) {
    return new CheckSeries(writer, stored.of(id, tools.now()));
  }

  private Instant firstRun(CheckDefinition definition) {
    Instant now = tools.now();
    if (!starting) {
      return now;
    }
    Duration interval = definition.schedule().interval();
    Duration spread = interval.compareTo(WIDEST_SPREAD) < 0 ? interval : WIDEST_SPREAD;
    // Names that differ in a digit have neighbouring hashes; the multiplication tears them apart.
    int hash = definition.id().hashCode() * 0x9E3779B1;
    return now.plusMillis(Integer.toUnsignedLong(hash) % Math.max(1, spread.toMillis()));
  }

  /** All checks that exist at the start have been applied. */
  public synchronized void started() {
    starting = false;
  }

  /** Ends the check and forgets its state. */
  public void remove(ResourceId id) {
    if (removeQuietly(id)) {
      changed(id);
    }
  }

  private synchronized boolean removeQuietly(ResourceId id) {
    Check check = checks.remove(id);
    if (check == null) {
      return false;
    }
    check.remove();
    return true;
  }

  /** Removes all other checks, and what is left of others that are gone since the last stop. */
  public void retainOnly(Set<ResourceId> ids) {
    List<ResourceId> gone = new ArrayList<>(checks.keySet());
    gone.removeAll(ids);
    gone.forEach(this::remove);
    sweep(ids);
  }

  private synchronized void sweep(Set<ResourceId> ids) {
    if (!swept) {
      swept = true;
      tools.states().ids().stream().filter(id -> !ids.contains(id)).forEach(this::forget);
    }
  }

  private void forget(ResourceId id) {
    series(id).end(tools.now());
    tools.states().delete(id);
  }

  public Optional<CheckSnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(checks.get(id)).map(Check::snapshot);
  }

  /** In the order of their ids. */
  public List<CheckSnapshot> snapshots() {
    return checks.values().stream().map(Check::snapshot).toList();
  }

  /** Runs the check at once, beside its schedule; false when it is unknown or suspended. */
  public boolean runNow(ResourceId id) {
    return Optional.ofNullable(checks.get(id)).map(Check::runNow).orElse(false);
  }

  /** The listener is told, in any thread, of each change of a snapshot; it returns at once. */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void changed(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }

  private void save() {
    checks.values().forEach(Check::save);
  }

  /** Ends all checks and saves their states; their series go on after a restart. */
  @Override
  public synchronized void close() {
    saving.cancel();
    Map.copyOf(checks).values().forEach(Check::close);
    tools.states().end();
  }
}
