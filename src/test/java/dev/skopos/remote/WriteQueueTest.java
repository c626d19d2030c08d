// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.skopos.model.Labels;
import dev.skopos.net.TestNetwork;
import dev.skopos.remote.Decoded.Arrived;
import dev.skopos.remote.FakeStore.Fault;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent when, over real sockets, while the time stands still until a test moves it. */
class WriteQueueTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Labels UP = Labels.of("__name__", "up", "job", "a");
  private static final QueueOptions OPTIONS = new QueueOptions(100, 2, 10, Duration.ofSeconds(5));

  private final TestNetwork network = TestNetwork.open();
  private final FakeStore store = new FakeStore();
  private final ManualScheduler scheduler = new ManualScheduler(START);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WriteQueue queue = queue(OPTIONS, store.server().url("/api/v1/write"));

  private WriteQueue queue(QueueOptions options, URI url) {
    RemoteOptions remote =
        new RemoteOptions(
            url, url, options, Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20);
    StoreClient client = new StoreClient(network.httpClient(), () -> StoreAccess.Credentials.NONE);
    return new WriteQueue(
        options, new HttpBatchSender(client, remote, scheduler.clock()), scheduler, meters);
  }

  @AfterEach
  void close() {
    store.close();
    network.close();
  }

  private static List<QueuedSample> samples(Labels series, int from, int to) {
    return IntStream.range(from, to)
        .<QueuedSample>mapToObj(i -> new QueuedSample.FloatSample(series, 1_000L * i, i))
        .toList();
  }

  private static List<Double> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> (double) i).toList();
  }

  private double counted(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  private double dropped() {
    return counted("skopos.remote.write.samples.dropped", "reason", "queue-full");
  }

  @Test
  void fewSamplesWaitForOthers() {
    queue.append(samples(UP, 0, 3));

    scheduler.advance(Duration.ofMillis(4_999));
    assertThat(store.writes()).isZero();
    scheduler.advance(Duration.ofMillis(1));

    assertThat(store.values(UP)).isEqualTo(numbers(0, 3));
    assertThat(queue.pending()).isZero();
    assertThat(counted("skopos.remote.write.samples.sent")).isEqualTo(3);
    assertThat(meters.get("skopos.remote.write.highest.sent.timestamp.seconds").gauge().value())
        .isEqualTo(2);
  }

  @Test
  void aFullBatchGoesAtOnceAndTheRestWaits() {
    queue.append(samples(UP, 0, 25));

    scheduler.advance(Duration.ZERO);
    assertThat(store.batches()).containsExactly(10, 10);
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(store.batches()).containsExactly(10, 10, 5);
    assertThat(store.values(UP)).isEqualTo(numbers(0, 25));
  }

  @Test
  void requestsSayWhatTheyAre() {
    queue.append(samples(UP, 0, 1));
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(store.server().requests().getFirst().headers())
        .containsEntry("content-type", "application/x-protobuf")
        .containsEntry("content-encoding", "snappy")
        .containsEntry("x-prometheus-remote-write-version", "0.1.0");
  }

  @Test
  void attemptsAreRepeatedWithGrowingPausesAndKeepTheOrderOfASeries() {
    store.answerWrites(Fault.of(503), Fault.of(500), Fault.of(502));
    queue.append(samples(UP, 0, 15));

    scheduler.advance(Duration.ZERO);
    List<Integer> writes = new ArrayList<>(List.of(store.writes()));
    for (int pause : List.of(29, 1, 59, 1, 119, 1)) {
      scheduler.advance(Duration.ofMillis(pause));
      writes.add(store.writes());
    }
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(writes).containsExactly(1, 1, 2, 2, 3, 3, 4);
    assertThat(store.values(UP)).isEqualTo(numbers(0, 15));
    assertThat(counted("skopos.remote.write.samples.retried")).isEqualTo(30);
    assertThat(dropped()).isZero();
    assertThat(queue.trouble()).isNull();
  }

  @Test
  void thePauseHasABound() {
    store.answerWrites(IntStream.range(0, 12).mapToObj(_ -> Fault.of(503)).toArray(Fault[]::new));
    queue.append(samples(UP, 0, 10));

    scheduler.advance(Duration.ofSeconds(30));

    assertThat(store.writes()).isEqualTo(8 + (30_000 - 3_810) / 5_000);
  }

  @Test
  void aStoreThatAsksForTimeGetsIt() {
    store.answerWrites(Fault.of(429, "Retry-After: 7"));
    queue.append(samples(UP, 0, 10));

    scheduler.advance(Duration.ofMillis(6_999));
    assertThat(store.writes()).isEqualTo(1);
    assertThat(queue.trouble()).isNotNull();
    scheduler.advance(Duration.ofMillis(1));

    assertThat(store.values(UP)).isEqualTo(numbers(0, 10));
    assertThat(queue.trouble()).isNull();
  }

  @Test
  void whatTheStoreRefusesIsCountedAndTheNextGoesOn() {
    store.answerWrites(Fault.of(403));
    queue.append(samples(UP, 0, 10));
    scheduler.advance(Duration.ZERO);
    queue.append(samples(UP, 10, 20));
    scheduler.advance(Duration.ZERO);

    assertThat(store.values(UP)).isEqualTo(numbers(10, 20));
    assertThat(counted("skopos.remote.write.samples.failed", "reason", "http-403")).isEqualTo(10);
    assertThat(counted("skopos.remote.write.samples.sent")).isEqualTo(10);
    assertThat(queue.pending()).isZero();
  }

  @Test
  void oneBadSampleDoesNotTakeTheOthersWithIt() {
    store.refuse(sample -> sample.value() == 6);
    queue.append(samples(UP, 0, 25));
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(store.values(UP))
        .isEqualTo(Stream.concat(numbers(0, 6).stream(), numbers(7, 25).stream()).toList());
    assertThat(counted("skopos.remote.write.samples.failed", "reason", "http-400")).isEqualTo(1);
    assertThat(queue.pending()).isZero();
  }

  @Test
  void aBatchOfNothingButBadSamplesCostsABoundedNumberOfRequests() {
    WriteQueue large =
        queue(
            new QueueOptions(5_000, 1, 2_000, Duration.ofSeconds(5)),
            store.server().url("/api/v1/write"));
    store.refuse(_ -> true);
    large.append(samples(UP, 0, 2_000));
    scheduler.advance(Duration.ZERO);

    assertThat(store.writes()).isEqualTo(1 + 2 * 64);
    assertThat(counted("skopos.remote.write.samples.failed", "reason", "http-400"))
        .isEqualTo(2_000);
    assertThat(large.pending()).isZero();
  }

  @Test
  void aBatchGoesAgainAsItWas() {
    store.answerWrites(Fault.of(503));
    queue.append(samples(UP, 0, 3));
    scheduler.advance(Duration.ofSeconds(5));
    queue.append(samples(UP, 3, 5));
    scheduler.advance(Duration.ofSeconds(6));

    assertThat(store.batches()).containsExactly(3, 2);
    assertThat(store.values(UP)).isEqualTo(numbers(0, 5));
  }

  @Test
  void anOutageLosesNothingWhileTheQueueHolds() {
    List<Labels> series =
        IntStream.range(0, 9).mapToObj(i -> UP.with("instance", "i" + i)).toList();
    store.answerWrites(IntStream.range(0, 200).mapToObj(_ -> Fault.of(503)).toArray(Fault[]::new));
    for (int second = 0; second < 5; second++) {
      for (Labels each : series) {
        queue.append(samples(each, second, second + 1));
      }
      scheduler.advance(Duration.ofSeconds(60));
    }
    int attempts = store.writes();

    scheduler.advance(Duration.ofMinutes(30));

    assertThat(attempts).isGreaterThan(20);
    assertThat(series).allSatisfy(each -> assertThat(store.values(each)).isEqualTo(numbers(0, 5)));
    assertThat(dropped()).isZero();
    assertThat(store.arrived()).hasSize(45);
  }

  @Test
  void nobodyListeningIsAnOutageToo() {
    WriteQueue lonely = queue(OPTIONS, URI.create("http://127.0.0.1:1/api/v1/write"));
    lonely.append(samples(UP, 0, 10));

    scheduler.advance(Duration.ofMinutes(1));

    assertThat(lonely.pending()).isEqualTo(10);
    assertThat(lonely.trouble()).isNotNull();
    assertThat(lonely.trouble().since()).isEqualTo(START);
    assertThat(lonely.trouble().message()).contains("http://127.0.0.1:1 cannot be reached");
  }

  @Test
  void nobodyWaitsForAStoreThatHasBeenAwayForSoLong() {
    WriteQueue lonely = queue(OPTIONS, URI.create("http://127.0.0.1:1/api/v1/write"));
    lonely.append(samples(UP, 0, 10));
    scheduler.advance(Duration.ofMinutes(2));

    boolean all =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> lonely.flush(Duration.ofMinutes(2)));

    assertThat(all).isFalse();
  }

  @Test
  void behindTheBoundTheOldestGiveWayAndAreCounted() {
    store.answerWrites(Fault.of(503), Fault.of(503));
    queue.append(samples(UP, 0, 40));
    scheduler.advance(Duration.ZERO);
    queue.append(samples(UP, 40, 80));

    scheduler.advance(Duration.ofMinutes(1));

    // The ten that are under way go again; of the other seventy a shard keeps fifty.
    assertThat(store.values(UP))
        .isEqualTo(Stream.concat(numbers(0, 10).stream(), numbers(30, 80).stream()).toList());
    assertThat(dropped()).isEqualTo(20);
  }

  @Test
  void aSeriesStaysInItsShardAndAllShardsAreUsed() {
    List<Labels> series =
        IntStream.range(0, 50).mapToObj(i -> UP.with("instance", "i" + i)).toList();
    series.forEach(each -> queue.append(samples(each, 0, 1)));
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(store.arrived().stream().map(Arrived::labels))
        .containsExactlyInAnyOrderElementsOf(series);
    assertThat(meters.get("skopos.remote.write.shards").gauge().value()).isEqualTo(2);
  }

  @Test
  void atTheEndWhatWaitsIsGivenUpAndCounted() {
    store.answerWrites(Fault.of(503));
    queue.append(samples(UP, 0, 10));
    scheduler.advance(Duration.ZERO);

    queue.close(Duration.ZERO);

    assertThat(counted("skopos.remote.write.samples.dropped", "reason", "shutdown")).isEqualTo(10);
    assertThat(queue.closed()).isTrue();
  }

  @Test
  void samplesOfOneSeriesShareTheirLabels() {
    Backlog backlog = new Backlog(10);
    LongStream.range(0, 3)
        .forEach(
            i ->
                backlog.add(
                    new QueuedSample.FloatSample(Labels.of("__name__", "up", "job", "a"), i, i)));

    List<QueuedSample> taken = backlog.take(3);

    assertThat(taken.get(1).labels()).isSameAs(taken.get(0).labels());
    assertThat(taken.get(2).labels()).isSameAs(taken.get(0).labels());
  }
}
