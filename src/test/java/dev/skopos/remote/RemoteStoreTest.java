// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.net.TestNetwork;
import dev.skopos.remote.FakeStore.Fault;
import dev.skopos.schedule.SchedulerObserver;
import dev.skopos.schedule.VirtualThreadScheduler;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.StoreUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole client against a store on a socket, in real time. */
class RemoteStoreTest {

  private static final Labels UP = Labels.of("__name__", "up", "job", "a");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final TestNetwork network = TestNetwork.open();
  private final FakeStore fake = new FakeStore();
  private final VirtualThreadScheduler scheduler =
      new VirtualThreadScheduler("remote", 10, InstantSource.system(), SchedulerObserver.NONE);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<RemoteStore> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(store -> store.close(Duration.ZERO));
    scheduler.close();
    fake.close();
    network.close();
  }

  private RemoteStore open() {
    return open(fake.server().url("/api/v1/write"), fake.server().url("/"), 1 << 20);
  }

  private RemoteStore open(URI write, URI query, int maxAnswer) {
    // Nothing goes by itself in the time of a test: what arrives was flushed.
    QueueOptions queue = new QueueOptions(1_000, 3, 100, Duration.ofHours(1));
    RemoteStore store =
        RemoteStore.open(
            new RemoteOptions(write, query, queue, LONG, LONG, maxAnswer),
            () -> StoreAccess.Credentials.NONE,
            network.httpClient(),
            scheduler,
            meters);
    open.add(store);
    return store;
  }

  private static void append(RemoteStore store, Labels labels, int from, int to)
      throws AppendException {
    Appender appender = store.appender();
    for (int i = from; i < to; i++) {
      appender.append(labels, i * 1_000L, i);
    }
    appender.commit();
  }

  private static String vector(String... elements) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + String.join(",", elements)
        + "]}}";
  }

  @Test
  void aFlushReturnsWhenEverythingIsAcknowledged() throws Exception {
    RemoteStore store = open();
    for (int i = 0; i < 10; i++) {
      append(store, UP.with("instance", "i" + i), 0, 5);
    }

    assertThat(store.flush(LONG)).isTrue();

    for (int i = 0; i < 10; i++) {
      assertThat(fake.values(UP.with("instance", "i" + i)))
          .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    }
  }

  @Test
  void aFlushWaitsForTheNextAttempt() throws Exception {
    RemoteStore store = open();
    assertThat(store.flush(LONG)).isTrue();
    fake.answerWrites(Fault.of(503), Fault.of(503));
    append(store, UP, 0, 5);

    assertThat(store.flush(LONG)).isTrue();

    assertThat(fake.values(UP)).hasSize(5);
  }

  @Test
  void aFlushTellsThatTheStoreRefused() throws Exception {
    RemoteStore store = open();
    assertThat(store.flush(LONG)).isTrue();
    fake.answerWrites(Fault.of(403));
    append(store, UP, 0, 5);

    assertThat(store.flush(LONG)).isFalse();
    assertThat(store.flush(LONG)).isTrue();
  }

  @Test
  void theStatusTellsThatTheStoreIsAway() throws Exception {
    RemoteStore store = open(URI.create("http://127.0.0.1:1/"), fake.server().url("/"), 100);
    append(store, UP, 0, 5);

    assertThat(store.flush(Duration.ofMillis(1))).isFalse();
    await().until(() -> store.status().failure() != null);

    assertThat(store.status().failure()).contains("refused");
    assertThat(store.status().pending()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void whatIsNotCommittedIsNotSent() throws Exception {
    RemoteStore store = open();
    Appender appender = store.appender();
    appender.append(UP, 1, 1);
    appender.rollback();
    assertThat(appender.commit()).isZero();
    assertThat(store.flush(LONG)).isTrue();

    assertThat(fake.values(UP)).isEmpty();
  }

  @Test
  void aSampleNeedsAMetricNameAndAnOpenStore() {
    RemoteStore store = open();
    assertThatThrownBy(() -> store.appender().append(Labels.of("job", "a"), 1, 1))
        .isInstanceOf(AppendException.class)
        .hasMessageContaining("metric name");
    store.close(LONG);

    assertThatThrownBy(() -> store.appender().append(UP, 1, 1))
        .isInstanceOf(AppendException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void theEndSendsWhatWaits() throws Exception {
    RemoteStore store = open();
    append(store, UP, 0, 5);

    store.close(LONG);

    assertThat(fake.values(UP)).hasSize(5);
  }

  @Test
  void theDelayIsMeasuredAtTheStart() {
    AtomicInteger asked = new AtomicInteger();
    fake.answerQueries(
        form ->
            form.contains(DelayMeasurement.METRIC) && asked.incrementAndGet() > 3
                ? vector("{\"metric\":{},\"value\":[1,\"1\"]}")
                : vector());

    RemoteStore store = open();
    await().until(() -> store.status().readDelay().isPresent());

    // Three times it was not there yet, with pauses of 10, 20 and 40 ms.
    assertThat(store.status().readDelay().orElseThrow()).isGreaterThan(Duration.ofMillis(70));
    assertThat(meters.get("skopos.remote.read.delay.seconds").gauge().value()).isGreaterThan(0.07);
    assertThat(fake.arrived())
        .anyMatch(a -> a.labels().metricName().equals(DelayMeasurement.METRIC));
  }

  @Test
  void aSelectionAsksForARangeAndIsInOrder() {
    RemoteStore store = open();
    fake.answerQueries(
        _ ->
            """
            {"status":"success","data":{"resultType":"matrix","result":[
              {"metric":{"__name__":"up","job":"b"},"values":[[1.5,"2"],[2,"NaN"]]},
              {"metric":{"__name__":"up","job":"a"},"values":[[1,"+Inf"]]}]}}
            """);

    var selected = store.select(1_000, 3_000, List.of(Matcher.equal("__name__", "up")));

    assertThat(selected).extracting(series -> series.labels().get("job")).containsExactly("a", "b");
    assertThat(selected.get(0).values()).containsExactly(Double.POSITIVE_INFINITY);
    assertThat(selected.get(1).timestamps()).containsExactly(1_500, 2_000);
    assertThat(selected.get(1).values()).containsExactly(2.0, Double.NaN);
    assertThat(fake.server().requests())
        .anySatisfy(
            request ->
                assertThat(request.body())
                    .contains("query=%7B__name__%3D%22up%22%7D%5B2001ms%5D&time=3.000"));
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotAskedAgainAtOnce() {
    RemoteStore store = open(fake.server().url("/api/v1/write"), fake.server().url("/"), 10);
    List<Matcher> matchers = List.of(Matcher.equal("__name__", "up"));

    assertThatThrownBy(() -> store.select(1, 2, matchers))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("longer than 10 bytes");
    assertThatThrownBy(() -> store.series(1, 2, matchers))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("a moment ago");
  }

  @Test
  void manyWritersLoseNothingAndKeepTheOrder() throws Exception {
    RemoteStore store = open();
    assertThat(store.flush(LONG)).isTrue();
    fake.answerWrites(IntStream.range(0, 10).mapToObj(_ -> Fault.of(503)).toArray(Fault[]::new));
    List<Thread> writers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int step = 0; step < 30; step++) {
                                try {
                                  append(store, UP.with("i", "w" + i), step, step + 1);
                                } catch (AppendException e) {
                                  throw new AssertionError(e);
                                }
                              }
                            }))
            .toList();
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(store.flush(LONG)).isTrue();

    List<Double> all = IntStream.range(0, 30).mapToObj(i -> (double) i).toList();
    for (int i = 0; i < 8; i++) {
      assertThat(fake.values(UP.with("i", "w" + i))).isEqualTo(all);
    }
  }
}
