// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.log.Wal;

/** What a head is made of. */
record HeadParts(
    Disk disk,
    SeriesTable table,
    ChunkFiles files,
    Wal wal,
    ExemplarRing exemplars,
    HeadCounters counters) {}
