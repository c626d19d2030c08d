// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How the head works.
 *
 * @param folder holds the log, the checkpoint and full chunks
 * @param blockSpan how long a block is that is made of the head
 * @param retention samples that are older are refused
 * @param outOfOrderWindow a sample that is not the newest of its series may be older than the
 *     newest one of all series by this
 * @param maxAhead samples that are further in the future are refused: one of them would make the
 *     series refuse all right ones until then
 * @param maxSeries no series is added beyond this
 * @param maxSeriesPerSource no source adds a series beyond this, but for Skopos itself
 * @param maxExemplars that are kept
 * @param segmentBytes of the log; a checkpoint is due after some segments
 * @param syncEachCommit every commit waits until it is durable, not only those that ask for it
 */
public record HeadOptions(
    Path folder,
    Duration blockSpan,
    Duration retention,
    Duration outOfOrderWindow,
    Duration maxAhead,
    int maxSeries,
    int maxSeriesPerSource,
    int maxExemplars,
    int segmentBytes,
    boolean syncEachCommit,
    InstantSource clock) {}
