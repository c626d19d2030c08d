// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.insight.observe.HistoryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What the store said not long ago: however many look, it is asked once in half a minute for each
 * scope, by the first who wants to know; the others wait for his answer. When nobody waits any
 * more, nothing more is asked. Thread-safe.
 */
final class SharedAnswers implements AutoCloseable {

  static final Duration KEPT = Duration.ofSeconds(30);

  /** Soon after a failure the store may answer again. */
  static final Duration KEPT_WITH_FAILURES = Duration.ofSeconds(5);

  /** How many are kept; each may be of some MB. */
  static final int MOST = 4;

  private final HistoryReader reader;

  /** In the order in which they were asked; guarded by this. */
  private final Map<Scope, Shared> shared = new LinkedHashMap<>();

  private volatile boolean closed;

  /**
   * Answers that are there, or being asked for.
   *
   * @param gone of each who waited at some time, whether he does not any more
   */
  private record Shared(
      Instant askedAt,
      Scope scope,
      CompletableFuture<Answers> answers,
      Queue<BooleanSupplier> gone) {

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
      answers.complete(
          Answers.none(
              askedAt, scope.hours(), List.of("nothing was asked: Skopos is being stopped")));
    }
  }

  SharedAnswers(HistoryReader reader) {
    this.reader = reader;
  }

  /**
   * Those of a scope, or of everything; blocks while the store is being asked.
   *
   * @param gone asked often: whether the one who looks does not wait any more
   */
  Answers of(Scope scope, Instant now, BooleanSupplier gone) {
    Shared mine =
        new Shared(
            now, scope, new CompletableFuture<>(), new ConcurrentLinkedQueue<>(List.of(gone)));
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
    Optional<Shared> known = known(mine.scope());
    if (known.isPresent()) {
      if (!known.get().answers().isDone()) {
        known.get().gone().addAll(mine.gone());
      }
      return known;
    }
    if (shared.size() == MOST) {
      // Who waits for it gets it all the same.
      shared.remove(shared.keySet().iterator().next());
    }
    shared.put(mine.scope(), mine);
    return Optional.empty();
  }

  private Optional<Shared> known(Scope scope) {
    return Stream.of(scope, Scope.everything(scope.hours()))
        .flatMap(each -> Stream.ofNullable(shared.get(each)))
        .findFirst();
  }

  private void ask(Shared mine) {
    try {
      mine.answers()
          .complete(
              Answers.ask(reader, mine.askedAt(), mine.scope(), () -> closed || isAbandoned(mine)));
    } catch (RuntimeException | Error e) {
      mine.answers().completeExceptionally(e);
      throw e;
    }
  }

  /** Whether nobody waits any more; then nobody joins either. */
  private synchronized boolean isAbandoned(Shared mine) {
    boolean abandoned = mine.gone().stream().allMatch(BooleanSupplier::getAsBoolean);
    if (abandoned) {
      shared.remove(mine.scope(), mine);
    }
    return abandoned;
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
