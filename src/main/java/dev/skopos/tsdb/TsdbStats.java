// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.store.AppendException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a store at one instant.
 *
 * @param chunks full ones
 * @param chunkBytes heap that the full chunks take
 * @param samples in the store now
 * @param appended samples taken since the start
 * @param rejected samples refused since the start
 * @param crowdedOut samples that {@code maxBytes} made go before {@code retention} did, since the
 *     start
 * @param lastSnapshot when one was written or, at the start, read; null: never
 * @param snapshotFailure why the newest attempt to write one failed; null: it did not
 * @param setAside where a damaged snapshot was put at the start; null: there was none
 */
public record TsdbStats(
    int series,
    long chunks,
    long chunkBytes,
    long samples,
    long appended,
    Map<AppendException.Reason, Long> rejected,
    long crowdedOut,
    @Nullable Instant lastSnapshot,
    @Nullable String snapshotFailure,
    @Nullable Path setAside) {

  public TsdbStats {
    rejected = Map.copyOf(rejected);
  }
}
