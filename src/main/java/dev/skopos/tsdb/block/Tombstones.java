// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.FileOutput;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.FrameReader;
import dev.skopos.tsdb.format.Frames;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was deleted from a block since it was written: spans of time, by number of the series.
 * Immutable.
 */
record Tombstones(Map<Integer, List<Span>> spans) {

  static final Tombstones NONE = new Tombstones(Map.of());

  /** Both ends are deleted too. */
  record Span(long from, long to) {}

  Tombstones {
    spans = Map.copyOf(spans);
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  Tombstones with(int[] series, long from, long to) {
    Map<Integer, List<Span>> more = new TreeMap<>(spans);
    for (int number : series) {
      more.merge(
          number,
          List.of(new Span(from, to)),
          (old, added) -> Stream.concat(old.stream(), added.stream()).distinct().toList());
    }
    return new Tombstones(more);
  }

  /** Whether the whole span of a series was deleted at once. */
  boolean cover(int series, long from, long to) {
    return spans.getOrDefault(series, List.of()).stream()
        .anyMatch(span -> span.from <= from && span.to >= to);
  }

  Columns applyTo(int series, Columns samples) {
    List<Span> deleted = spans.get(series);
    if (deleted == null) {
      return samples;
    }
    Columns kept = new Columns(samples.length());
    for (int i = 0; i < samples.length(); i++) {
      long time = samples.time(i);
      if (deleted.stream().noneMatch(span -> time >= span.from && time <= span.to)) {
        kept.addFrom(samples, i);
      }
    }
    return kept;
  }

  void write(Disk disk, Path file) throws IOException {
    ByteWriter out = new ByteWriter();
    int start = Frames.begin(out);
    new TreeMap<>(spans)
        .forEach(
            (series, of) -> {
              out.putVarint(series);
              out.putVarint(of.size());
              for (Span span : of) {
                out.putSigned(span.from);
                out.putSigned(span.to);
              }
            });
    Frames.end(out, start);
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileOutput output = new FileOutput(disk, temporary)) {
      output.write(out);
      output.finish();
    }
    disk.rename(temporary, file);
    disk.syncDirectory(file.resolveSibling("."));
  }

  /** Those in the file; none when there is no file. */
  static Tombstones read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    FrameReader frames = new FrameReader(MemorySegment.ofArray(Files.readAllBytes(file)), 0);
    if (!frames.next()) {
      throw new CorruptDataException("damaged tombstones in " + file);
    }
    ByteReader in = frames.content();
    Map<Integer, List<Span>> spans = new TreeMap<>();
    while (in.hasMore()) {
      int series = (int) in.getVarint();
      Span[] of = new Span[in.getCount(2)];
      for (int i = 0; i < of.length; i++) {
        of[i] = new Span(in.getSigned(), in.getSigned());
      }
      spans.put(series, List.of(of));
    }
    return new Tombstones(spans);
  }
}
