// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.Frames;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands at the end of a block.
 *
 * @param minTime of the first sample, milliseconds since the epoch
 * @param maxTime of the last one
 * @param parents numbers of the blocks that this one replaces
 * @param sections where the parts of the index begin, and where the last one ends
 * @param indexChecksum of all that lies between the first section and the end
 */
record BlockMeta(
    long minTime,
    long maxTime,
    int series,
    long samples,
    long chunks,
    List<Integer> parents,
    List<Long> sections,
    int indexChecksum) {

  static final long MAGIC = 0x314b4c42504f4b53L; // "SKOPBLK1"

  /** Length of the frame and the magic number. */
  static final int TAIL = Integer.BYTES + Long.BYTES;

  BlockMeta {
    parents = List.copyOf(parents);
    sections = List.copyOf(sections);
  }

  void write(ByteWriter out) {
    int start = Frames.begin(out);
    out.putLong(minTime);
    out.putLong(maxTime);
    out.putVarint(series);
    out.putVarint(samples);
    out.putVarint(chunks);
    out.putVarint(parents.size());
    parents.forEach(out::putVarint);
    out.putVarint(sections.size());
    sections.forEach(out::putVarint);
    out.putInt(indexChecksum);
    Frames.end(out, start);
    out.putInt(out.length() - start);
    out.putLong(MAGIC);
  }

  static BlockMeta read(ByteReader in) {
    long minTime = in.getLong();
    long maxTime = in.getLong();
    int series = (int) in.getVarint();
    long samples = in.getVarint();
    long chunks = in.getVarint();
    List<Integer> parents = new ArrayList<>();
    for (int i = in.getCount(1); i > 0; i--) {
      parents.add((int) in.getVarint());
    }
    List<Long> sections = new ArrayList<>();
    for (int i = in.getCount(1); i > 0; i--) {
      sections.add(in.getVarint());
    }
    if (sections.size() != BlockIndex.SECTIONS + 1 || series < 0) {
      throw new CorruptDataException("%d sections".formatted(sections.size()));
    }
    return new BlockMeta(minTime, maxTime, series, samples, chunks, parents, sections, in.getInt());
  }
}
