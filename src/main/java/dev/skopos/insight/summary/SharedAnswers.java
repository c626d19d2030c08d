// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.insight.observe.HistoryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the store said not long ago: however many look, it is asked once in half a minute for each
 * number of hours, by the first who wants to know; the others wait for his answer. Thread-safe.
 */
final class SharedAnswers implements AutoCloseable {

  static final Duration KEPT = Duration.ofSeconds(30);

  /** Soon after a failure the store may answer again. */
  static final Duration KEPT_WITH_FAILURES = Duration.ofSeconds(5);

  /** How many are kept; each may be of some MB. */
  static final int MOST = 4;

  private final HistoryReader reader;

  /** By hours, in the order in which they were asked; guarded by this. */
  private final Map<Integer, Shared> shared = new LinkedHashMap<>();

  private volatile boolean closed;

  /** Answers that are there, or being asked for. */
  private record Shared(Instant askedAt, int hours, CompletableFuture<Answers> answers) {

    boolean isOver(Instant now) {
      if (!answers.isDone()) {
        return false;
      }
      // The clock may have been put back.
      Duration age = Duration.between(askedAt, now).abs();
      return answers.isCompletedExceptionally() || age.compareTo(keep(answers.join())) >= 0;
    }

    private static Duration keep(Answers answers) {
      return answers.unanswered().isEmpty() ? KEPT : KEPT_WITH_FAILURES;
    }

    void cancel() {
      answers.complete(Answers.none(askedAt, hours, "Skopos is being stopped"));
    }
  }

  SharedAnswers(HistoryReader reader) {
    this.reader = reader;
  }

  /** Those of the last hours; blocks while the store is being asked. */
  Answers of(int hours, Instant now) {
    Shared mine = new Shared(now, hours, new CompletableFuture<>());
    Optional<Shared> others = joined(mine);
    if (others.isEmpty()) {
      ask(mine);
    }
    return others.orElse(mine).answers().join();
  }

  /** Empty: there is nothing to join, so others join this. */
  private synchronized Optional<Shared> joined(Shared mine) {
    if (closed) {
      mine.cancel();
      return Optional.of(mine);
    }
    forget(mine.askedAt());
    Shared known = shared.get(mine.hours());
    if (known != null) {
      return Optional.of(known);
    }
    if (shared.size() == MOST) {
      // Who waits for it gets it all the same.
      shared.remove(shared.keySet().iterator().next());
    }
    shared.put(mine.hours(), mine);
    return Optional.empty();
  }

  private void ask(Shared mine) {
    try {
      mine.answers().complete(Answers.ask(reader, mine.askedAt(), mine.hours(), () -> closed));
    } catch (RuntimeException | Error e) {
      mine.answers().completeExceptionally(e);
      throw e;
    }
  }

  /** Lets go of what is too old to be shown again. */
  synchronized void forget(Instant now) {
    shared.values().removeIf(each -> each.isOver(now));
  }

  /** Nothing more is asked, and nobody waits any longer. */
  @Override
  public void close() {
    List<Shared> waited;
    synchronized (this) {
      closed = true;
      waited = List.copyOf(shared.values());
      shared.clear();
    }
    waited.forEach(Shared::cancel);
  }
}
