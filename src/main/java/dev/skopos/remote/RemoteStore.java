// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.net.http.HttpClient;
import dev.skopos.schedule.Scheduler;
import dev.skopos.store.Appender;
import dev.skopos.store.Cardinality;
import dev.skopos.store.SeriesExemplars;
import dev.skopos.store.Source;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store elsewhere. What is appended waits in a bounded queue and is sent in batches, the samples
 * of a series in their order; while the store is away nothing is lost as long as the queue holds,
 * then the oldest samples give way, and are counted. What waits when the process is killed is lost.
 * Thread-safe.
 */
public final class RemoteStore implements Store {

  private final WriteQueue queue;
  private final RemoteQueries queries;
  private final RemoteReader reader;
  private final DelayMeasurement delay;

  private RemoteStore(
      WriteQueue queue, RemoteQueries queries, RemoteReader reader, DelayMeasurement delay) {
    this.queue = queue;
    this.queries = queries;
    this.reader = reader;
    this.delay = delay;
  }

  /**
   * Begins to send, and measures the store's delay; waits for neither.
   *
   * @param scheduler makes the requests; it needs one place more than there are shards
   */
  public static RemoteStore open(
      RemoteOptions options,
      StoreAccess access,
      HttpClient http,
      Scheduler scheduler,
      MeterRegistry meters) {
    StoreClient client = new StoreClient(http, access);
    WriteQueue queue =
        new WriteQueue(
            options.queue(),
            new HttpBatchSender(client, options, scheduler.clock()),
            scheduler,
            meters);
    RemoteQueries queries = new RemoteQueries(client, options, meters);
    DelayMeasurement delay = new DelayMeasurement(queue, queries, scheduler, meters);
    delay.start();
    return new RemoteStore(
        queue,
        queries,
        new RemoteReader(queries, options.queryTimeout(), scheduler.clock()),
        delay);
  }

  /** A new batch; how many series a source may have is the other store's business. */
  @Override
  public Appender appender(Source source) {
    return new QueueAppender(queue);
  }

  /** None: exemplars are not sent. */
  @Override
  public List<SeriesExemplars> exemplars(long from, long to, List<List<Matcher>> selectors) {
    return List.of();
  }

  /** Nothing: no series is kept here. */
  @Override
  public Cardinality cardinality(int top) {
    return Cardinality.NONE;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    return reader.select(from, to, matchers);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return reader.series(from, to, matchers);
  }

  /** Evaluates expressions in the store. */
  public RemoteQueries queries() {
    return queries;
  }

  /**
   * Returns when all that was appended so far is acknowledged, or after that time. While the store
   * has been away for longer than that, it returns at once.
   *
   * @return whether the store has all of it
   */
  public boolean flush(Duration most) throws InterruptedException {
    return queue.flush(most);
  }

  /** How the store is, for people. */
  public Status status() {
    Health.Trouble trouble = queue.trouble();
    return new Status(queue.pending(), delay.delay(), trouble == null ? null : trouble.message());
  }

  /**
   * How a remote store is.
   *
   * @param pending samples that wait or are under way
   * @param readDelay how long after its acknowledgement a sample can be read, once it is measured
   * @param failure why it takes no samples; null while it does
   */
  public record Status(int pending, Optional<Duration> readDelay, @Nullable String failure) {}

  /** Sends what can be sent in that time; the rest is given up, and counted. */
  public void close(Duration most) {
    queue.close(most);
  }
}
