// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.skopos.promql.ActiveQueries.ActiveQuery;
import dev.skopos.promql.ActiveQueries.State;
import dev.skopos.promql.column.QueryException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ActiveQueriesTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ActiveQueries queries = new ActiveQueries(1, InstantSource.fixed(NOW), meters);

  @Test
  void queriesWaitForTheirTurnInTheirOrder() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = clients.submit(() -> queries.inTurn("up", LONG, () -> one(end)));
      await().until(() -> count(State.RUNNING) == 1);
      Future<Integer> second = clients.submit(() -> queries.inTurn("down", LONG, () -> 2));
      await().until(() -> count(State.WAITING) == 1);

      assertThat(queries.snapshot())
          .containsExactly(
              new ActiveQuery(1, "up", NOW, State.RUNNING),
              new ActiveQuery(2, "down", NOW, State.WAITING));
      assertThat(meters.get("skopos.queries.active").tag("state", "waiting").gauge().value())
          .isEqualTo(1);
      assertThatThrownBy(() -> queries.inTurn("late", Duration.ZERO, () -> 3))
          .isInstanceOfSatisfying(
              QueryException.class,
              late -> assertThat(late.kind()).isEqualTo(QueryException.Kind.TIMEOUT))
          .hasMessage("query timed out in query queue");

      end.countDown();
      assertThat(first.get()).isEqualTo(1);
      assertThat(second.get()).isEqualTo(2);
    }
    assertThat(queries.snapshot()).isEmpty();
  }

  private static int one(CountDownLatch end) throws InterruptedException {
    end.await();
    return 1;
  }

  private long count(State state) {
    return queries.snapshot().stream().filter(query -> query.state() == state).count();
  }

  @Test
  void aFailedQueryMakesRoomToo() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  queries.inTurn(
                      "bad",
                      Duration.ZERO,
                      () -> {
                        throw new IllegalStateException("it failed");
                      }))
          .hasMessage("it failed");
    }
    assertThat(queries.inTurn("good", Duration.ZERO, () -> 1)).isEqualTo(1);
    assertThat(queries.snapshot()).isEmpty();
  }

  @Test
  void ofALongQueryTheBeginningIsShown() {
    String shown =
        queries.inTurn("x".repeat(1_000_000), LONG, () -> queries.snapshot().getFirst().query());

    assertThat(shown).startsWith("xxx").hasSizeLessThan(10_000);
  }
}
