// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.net.TestNetwork;
import dev.skopos.schedule.SchedulerObserver;
import dev.skopos.schedule.VirtualThreadScheduler;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real Prometheus. */
class PrometheusIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Histogram EXPONENTIAL =
      Histogram.exponential(
          ResetHint.UNKNOWN,
          0,
          0.001,
          2,
          11,
          34.5,
          new Buckets(new int[] {-2, -1, 4}, new double[] {1, 2, 3}),
          new Buckets(new int[] {0, 3}, new double[] {1, 2}));

  private static final Histogram CUSTOM =
      Histogram.custom(
          ResetHint.UNKNOWN,
          6,
          7.5,
          new double[] {1, 2, 5},
          new Buckets(new int[] {0, 3}, new double[] {4, 2}));

  @TempDir Path folder;

  private final TestNetwork network = TestNetwork.open();
  private final VirtualThreadScheduler scheduler =
      new VirtualThreadScheduler("remote", 10, InstantSource.system(), SchedulerObserver.NONE);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final long now = Instant.now().toEpochMilli();

  private TestPrometheus prometheus;
  private RemoteStore store;
  private WriteQueue queue;

  @BeforeEach
  void open() throws Exception {
    prometheus = TestPrometheus.start(folder);
    RemoteOptions options =
        new RemoteOptions(
            prometheus.url("/api/v1/write"),
            prometheus.url(""),
            new QueueOptions(100_000, 3, 500, Duration.ofMillis(200)),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            16 << 20);
    StoreAccess open = () -> StoreAccess.Credentials.NONE;
    store = RemoteStore.open(options, open, network.httpClient(), scheduler, meters);
    queue =
        new WriteQueue(
            options.queue(),
            new HttpBatchSender(
                new StoreClient(network.httpClient(), open), options, scheduler.clock()),
            scheduler,
            new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close(Duration.ZERO);
    }
    scheduler.close();
    if (prometheus != null) {
      prometheus.close();
    }
    network.close();
  }

  private void append(Labels labels, long timestamp, double value) throws AppendException {
    Appender appender = store.appender();
    appender.append(labels, timestamp, value);
    appender.commit();
  }

  @Test
  void whatIsFlushedIsThere() throws Exception {
    Labels series = Labels.of("__name__", "written", "text", "ä \"quoted\" \\ \n");
    append(series, now - 2_000, 1.5);
    append(series, now - 1_000, -0.25);
    assertThat(store.flush(LONG)).isTrue();

    assertThat(prometheus.value("written")).isEqualTo(-0.25);
    assertThat(store.queries().instant("written * 2", Instant.ofEpochMilli(now)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.labels()).isEqualTo(series.withoutMetricName());
              assertThat(found.values()).containsExactly(-0.5);
              assertThat(found.timestamps()).containsExactly(now);
            });
    assertThat(
            store.select(now - 2_000, now - 1_000, List.of(Matcher.equal("__name__", "written"))))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.labels()).isEqualTo(series);
              assertThat(found.timestamps()).containsExactly(now - 2_000, now - 1_000);
              assertThat(found.values()).containsExactly(1.5, -0.25);
            });
    assertThat(store.series(now - 10_000, now, List.of(Matcher.equal("__name__", "written"))))
        .containsExactly(series);
  }

  @Test
  void aStaleMarkerEndsASeries() throws Exception {
    Labels series = Labels.of("__name__", "ended");
    append(series, now - 2_000, 1);
    append(series, now - 1_000, Sample.STALE);
    assertThat(store.flush(LONG)).isTrue();

    assertThat(store.queries().instant("ended", Instant.ofEpochMilli(now - 1_500))).hasSize(1);
    assertThat(store.queries().instant("ended", Instant.ofEpochMilli(now))).isEmpty();
  }

  @Test
  void nativeHistogramsArriveAsTheyAre() throws Exception {
    Labels exponential = Labels.of("__name__", "exponential");
    Labels custom = Labels.of("__name__", "custom");
    queue.append(
        List.of(
            new QueuedSample.HistogramSample(exponential, now, EXPONENTIAL),
            new QueuedSample.HistogramSample(custom, now, CUSTOM)));
    assertThat(queue.flush(LONG)).isTrue();

    assertThat(prometheus.value("histogram_count(exponential)")).isEqualTo(11);
    assertThat(prometheus.value("histogram_sum(exponential)")).isEqualTo(34.5);
    assertThat(prometheus.value("histogram_fraction(8, 16, exponential) * 11")).isEqualTo(3);
    assertThat(prometheus.value("histogram_fraction(-8, -4, exponential) * 11")).isEqualTo(2);
    assertThat(prometheus.value("histogram_fraction(-0.001, 0.001, exponential) * 11"))
        .isEqualTo(2);
    assertThat(prometheus.value("histogram_fraction(0, 1, custom) * 6")).isEqualTo(4);
    assertThat(prometheus.value("histogram_quantile(1, custom)")).isEqualTo(5);
    assertThat(instant("exponential")).isEqualTo(EXPONENTIAL);
    Histogram coarse =
        Histogram.custom(
            ResetHint.UNKNOWN,
            6,
            7.5,
            new double[] {1, 5},
            new Buckets(new int[] {0, 2}, new double[] {4, 2}));
    assertThat(instant("custom")).isEqualTo(coarse);
  }

  private Histogram instant(String expression) throws RemoteQueryException {
    return Objects.requireNonNull(
        store.queries().instant(expression, Instant.ofEpochMilli(now)).getFirst().histogram(0));
  }

  @Test
  void theErrorsOfPrometheusAreTold() {
    assertThatThrownBy(() -> store.queries().instant("sum(", Instant.ofEpochMilli(now)))
        .isInstanceOf(RemoteQueryException.class)
        .hasMessageContaining("parse error: unclosed left parenthesis");
  }

  @Test
  void theDelayIsMeasured() {
    Awaitility.await().atMost(LONG).until(() -> store.status().readDelay().isPresent());

    assertThat(meters.get("skopos.remote.read.delay.seconds").gauge().value()).isPositive();
  }

  @Test
  void whatPrometheusRefusesIsCountedAndHurtsNothingElse() throws Exception {
    Labels series = Labels.of("__name__", "late");
    append(series, now, 1);
    assertThat(store.flush(LONG)).isTrue();
    Appender batch = store.appender();
    for (int i = 0; i < 50; i++) {
      batch.append(Labels.of("__name__", "beside", "i", "s" + i), now, i);
    }
    batch.append(series, now - 60_000, 2);
    batch.commit();

    assertThat(store.flush(LONG)).isFalse();
    assertThat(prometheus.value("count(beside)")).isEqualTo(50);
    assertThat(
            meters
                .get("skopos.remote.write.samples.failed")
                .tag("reason", "http-400")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aKillInTheMiddleLosesNothing() throws Exception {
    List<Labels> series =
        IntStream.range(0, 20)
            .mapToObj(i -> Labels.of("__name__", "through", "i", "s" + i))
            .toList();
    int samples = 300;
    for (int i = 0; i < samples; i++) {
      if (i == 100) {
        prometheus.kill();
      }
      if (i == 200) {
        Awaitility.await().atMost(LONG).until(() -> store.status().failure() != null);
        prometheus.startAgain();
      }
      for (Labels each : series) {
        append(each, now - 300_000 + i * 1_000L, i);
      }
    }

    assertThat(store.flush(LONG)).isTrue();

    assertThat(prometheus.value("count(count_over_time(through[1h]) == 300)")).isEqualTo(20);
    assertThat(prometheus.value("sum(sum_over_time(through[1h]))"))
        .isEqualTo(20.0 * samples * (samples - 1) / 2);
    assertThat(prometheus.value("sum(resets(through[1h]))")).isZero();
    assertThat(meters.find("skopos.remote.write.samples.failed").counters()).isEmpty();
  }
}
