// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.store.Source;
import dev.skopos.store.Store;
import dev.skopos.wire.SnappyBlock;
import dev.skopos.wire.WireException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes what senders write by Prometheus' remote write, version 1.0 and 2.0. What is valid of a
 * request is stored even when another part is not. Thread-safe; blocks until the samples are as
 * durable as the store makes them.
 */
public final class RemoteWrite {

  /** More than a sender of Prometheus ever makes of one request. */
  static final int MAX_BODY_BYTES = 64 << 20;

  /** Bounds the memory that requests take, together with the bound of one. */
  private static final int CONCURRENT = 8;

  private static final int PATIENCE_SECONDS = 5;
  private static final long CACHE_BYTES = 64L << 20;

  private final Store store;
  private final IngestMetrics metrics;
  private final SeriesCache cache = new SeriesCache(CACHE_BYTES);
  private final SentMetadata metadata = new SentMetadata();
  private final Semaphore running = new Semaphore(CONCURRENT);

  public RemoteWrite(Store store, MeterRegistry meters) {
    this.store = store;
    this.metrics = new IngestMetrics(meters);
  }

  /**
   * Stores a request.
   *
   * @param sender who it is from; the series count for it
   * @param block the message, compressed as a snappy block
   */
  public Written write(WriteProtocol protocol, Source sender, byte[] block) {
    Written written = inTurn(protocol, sender, block);
    metrics.answered(protocol, written, 1);
    metrics.stored(protocol, written.counts());
    return written;
  }

  private Written inTurn(WriteProtocol protocol, Source sender, byte[] block) {
    try {
      if (!running.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return new Written.Unavailable("too many requests write at the same time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Written.Unavailable("interrupted");
    }
    try {
      return store(protocol, sender, SnappyBlock.decompress(block, MAX_BODY_BYTES));
    } catch (WireException e) {
      return new Written.Refused(Written.Counts.NONE, e.getMessage());
    } finally {
      running.release();
    }
  }

  private Written store(WriteProtocol protocol, Source sender, byte[] message) {
    WriteBatch batch = new WriteBatch(store.appender(sender), metrics);
    try {
      switch (protocol) {
        case V1 -> new RequestV1(message, batch, cache, metadata).read();
        case V2 -> new RequestV2(message, batch, metadata).read();
      }
      return batch.commit();
    } catch (WireException e) {
      batch.rollback();
      return new Written.Refused(Written.Counts.NONE, e.getMessage());
    } catch (UnavailableException e) {
      batch.rollback();
      return new Written.Unavailable(e.getMessage());
    }
  }

  /** What senders said of families last, by name. */
  public Map<String, FamilyMetadata> metadata() {
    return metadata.all();
  }
}
