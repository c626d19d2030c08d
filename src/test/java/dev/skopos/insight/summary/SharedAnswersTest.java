// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.insight.observe.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {

  /** How many questions there are. */
  private static final int ALL = 7;

  private static final int LOOKERS = 20;
  private static final Scope DAY = Scope.everything(24);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private SharedAnswers shared(HistoryReader reader) {
    return new SharedAnswers(
        (expr, at, cancelled) -> {
          asked.add(expr);
          return reader.read(expr, at, cancelled);
        });
  }

  private static Instant after(Duration time) {
    return Watched.NOW.plus(time);
  }

  private static List<Thread> lookers(SharedAnswers answers, Queue<Answers> got) {
    return IntStream.range(0, LOOKERS)
        .mapToObj(
            _ -> Thread.ofVirtual().start(() -> got.add(answers.of(DAY, Watched.NOW, () -> false))))
        .toList();
  }

  private static void allWait(List<Thread> lookers) {
    await()
        .atMost(PATIENCE)
        .until(() -> lookers.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
  }

  @Test
  void whoLooksAtTheSameTimeWaitsForOneAnswer() {
    CountDownLatch slow = new CountDownLatch(1);
    Queue<Answers> got = new ConcurrentLinkedQueue<>();
    SharedAnswers answers =
        shared(
            (_, _, _) -> {
              awaited(slow);
              return List.of();
            });

    List<Thread> lookers = lookers(answers, got);
    await().atMost(PATIENCE).until(() -> !asked.isEmpty());
    allWait(lookers);
    slow.countDown();

    await().atMost(PATIENCE).until(() -> got.size() == LOOKERS);
    assertThat(got).containsOnly(got.peek());
    assertThat(asked).hasSize(ALL);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theStoreIsAskedAgainWhenTheAnswersAreOld() {
    SharedAnswers answers = shared((_, _, _) -> List.of());
    Instant last = after(SharedAnswers.KEPT.minusSeconds(1));

    assertThat(answers.of(DAY, Watched.NOW, () -> false).at()).isEqualTo(Watched.NOW);
    assertThat(answers.of(DAY, last, () -> false).at()).isEqualTo(Watched.NOW);
    assertThat(asked).hasSize(ALL);

    assertThat(answers.of(DAY, after(SharedAnswers.KEPT), () -> false).at())
        .isEqualTo(after(SharedAnswers.KEPT));
    assertThat(asked).hasSize(2 * ALL);
  }

  @Test
  void whatTheStoreDidNotAnswerIsAskedAgainSooner() {
    SharedAnswers answers =
        shared(
            (_, _, _) -> {
              throw new ReadFailedException("away");
            });

    assertThat(answers.of(DAY, Watched.NOW, () -> false).unanswered()).hasSize(ALL);
    answers.of(DAY, after(SharedAnswers.KEPT_WITH_FAILURES.minusSeconds(1)), () -> false);
    assertThat(asked).hasSize(ALL);

    answers.of(DAY, after(SharedAnswers.KEPT_WITH_FAILURES), () -> false);
    assertThat(asked).hasSize(2 * ALL);
  }

  @Test
  void onlySomeNumbersOfHoursAreKept() {
    SharedAnswers answers = shared((_, _, _) -> List.of());
    IntStream.rangeClosed(0, SharedAnswers.MOST)
        .forEach(i -> answers.of(Scope.everything(24 + i), Watched.NOW, () -> false));
    asked.clear();

    answers.of(Scope.everything(24 + SharedAnswers.MOST), Watched.NOW, () -> false);
    assertThat(asked).isEmpty();
    assertThat(answers.of(DAY, Watched.NOW, () -> false).hours()).isEqualTo(24);
    assertThat(asked).hasSize(ALL);
  }

  @Test
  void anErrorIsNotKept() {
    SharedAnswers answers =
        shared(
            (_, _, _) -> {
              throw new IllegalStateException("a bug");
            });

    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> answers.of(DAY, Watched.NOW, () -> false)).hasMessage("a bug");
      assertThat(asked).hasSize(i);
    }
  }

  @Test
  void whatNobodyWaitsForAnyMoreEnds() {
    AtomicBoolean firstGone = new AtomicBoolean();
    AtomicBoolean secondGone = new AtomicBoolean();
    CountDownLatch looked = new CountDownLatch(1);
    Queue<Answers> got = new ConcurrentLinkedQueue<>();
    SharedAnswers answers =
        shared(
            (_, _, cancelled) -> {
              if (secondGone.get()) {
                return List.of();
              }
              awaited(looked);
              firstGone.set(true);
              assertThat(cancelled.getAsBoolean()).as("one waits").isFalse();
              secondGone.set(true);
              throw new ReadFailedException("cancelled: " + cancelled.getAsBoolean());
            });
    Thread first =
        Thread.ofVirtual().start(() -> got.add(answers.of(DAY, Watched.NOW, firstGone::get)));
    await().atMost(PATIENCE).until(() -> !asked.isEmpty());
    Thread second =
        Thread.ofVirtual().start(() -> got.add(answers.of(DAY, Watched.NOW, secondGone::get)));
    await().atMost(PATIENCE).until(() -> second.getState() == Thread.State.WAITING);
    looked.countDown();

    await().atMost(PATIENCE).until(() -> got.size() == 2 && !first.isAlive());

    assertThat(got.peek().unanswered()).hasSize(ALL).first().asString().endsWith("cancelled: true");
    assertThat(asked).as("nothing after the first").hasSize(1);
    assertThat(answers.of(DAY, Watched.NOW, () -> false).unanswered()).as("asked anew").isEmpty();
    assertThat(asked).hasSize(1 + ALL);
  }

  @Test
  void anAnswerAboutEverythingServesThoseWhoSeeLess() {
    SharedAnswers answers = shared((_, _, _) -> List.of());
    Scope shop = new Scope(24, false, Set.of("shop"), Set.of(), Set.of("shop"), Set.of());

    answers.of(shop, Watched.NOW, () -> false);
    assertThat(asked).hasSize(5);
    answers.of(DAY, Watched.NOW, () -> false);
    assertThat(asked).as("what one may see is not all").hasSize(5 + ALL);
    answers.of(
        new Scope(24, false, Set.of("bank"), Set.of(), Set.of(), Set.of()),
        Watched.NOW,
        () -> false);
    assertThat(asked).hasSize(5 + ALL);
  }

  @Test
  void closingEndsTheQuestionsAndTheWaiting() {
    Queue<Answers> got = new ConcurrentLinkedQueue<>();
    SharedAnswers answers =
        shared(
            (_, _, cancelled) -> {
              await().atMost(PATIENCE).until(cancelled::getAsBoolean);
              throw new ReadFailedException("it was cancelled");
            });
    List<Thread> lookers = lookers(answers, got);
    await().atMost(PATIENCE).until(() -> asked.size() == 1);

    answers.close();

    await()
        .atMost(PATIENCE)
        .until(() -> lookers.stream().noneMatch(Thread::isAlive) && got.size() == LOOKERS);
    assertThat(got)
        .allSatisfy(
            each ->
                assertThat(each.unanswered())
                    .containsExactly("nothing was asked: Skopos is being stopped"));
    assertThat(asked).hasSize(1);
    assertThat(answers.of(DAY, Watched.NOW, () -> false).unanswered()).hasSize(1);
    assertThat(asked).hasSize(1);
  }
}
