// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.HistogramCodec;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.Frames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything in memory at one instant, as frames: the head's state, then series with what is known
 * of their chunks, then exemplars. A frame needs no other one, so that a damaged one costs its own
 * series only. Labels are written once for each frame.
 */
final class Checkpoint {

  static final int VERSION = 1;
  static final int STATE = 1;
  static final int SERIES = 2;
  static final int EXEMPLARS = 3;

  private static final int FRAME_BYTES = 1 << 18;

  private final List<byte[]> frames = new ArrayList<>();
  private final Map<String, Integer> symbols = new HashMap<>();
  private final ByteWriter out = new ByteWriter(FRAME_BYTES + (FRAME_BYTES >> 2));
  private final Set<Integer> files = new TreeSet<>();

  /**
   * What is written to the file.
   *
   * @param segment the first one of the log that has what came afterwards
   * @param files those of full chunks that are still needed
   * @param newestFile files of chunks from this one on were in use
   */
  record Content(List<byte[]> frames, int segment, Set<Integer> files, int newestFile) {}

  private Checkpoint() {}

  /** To be called while nothing changes. */
  static Content capture(HeadParts parts, HeadState state, boolean clean) {
    Checkpoint checkpoint = new Checkpoint();
    int segment = parts.wal().cut();
    int newestFile = parts.files().newestNumber();
    checkpoint.state(state, segment, clean);
    for (MemSeries series : parts.table().index().all()) {
      if (series.number() >= 0) {
        checkpoint.series(series.state());
        checkpoint.files.addAll(series.files());
      }
    }
    checkpoint.endFrame();
    parts.exemplars().forEach(checkpoint::exemplar);
    checkpoint.endFrame();
    return new Content(checkpoint.frames, segment, checkpoint.files, newestFile);
  }

  private void begin(int kind) {
    if (out.length() == 0) {
      Frames.begin(out);
      out.putByte(kind);
    }
  }

  private void endFrame() {
    if (out.length() > 0) {
      Frames.end(out, 0);
      frames.add(out.toBytes());
      out.clear();
      symbols.clear();
    }
  }

  private void endFullFrame() {
    if (out.length() >= FRAME_BYTES) {
      endFrame();
    }
  }

  private void state(HeadState state, int segment, boolean clean) {
    begin(STATE);
    out.putVarint(VERSION);
    out.putVarint(segment);
    out.putByte(clean ? 1 : 0);
    out.putLong(state.floor());
    out.putLong(state.minTime());
    out.putLong(state.maxTime());
    out.putVarint(state.nextNumber());
    endFrame();
  }

  private void series(SeriesState series) {
    begin(SERIES);
    out.putVarint(series.number());
    labels(series.labels());
    out.putSigned(series.lastTime());
    out.putByte(series.lastHistogram() == null ? 0 : 1);
    if (series.lastHistogram() == null) {
      out.putDouble(series.lastValue());
    } else {
      HistogramCodec.write(out, series.lastHistogram(), null);
    }
    view(series.view());
    endFullFrame();
  }

  private void view(SeriesView view) {
    chunks(view.full());
    if (view.open() == null) {
      out.putByte(0);
    } else {
      out.putByte(view.open().encoding().code());
      out.putVarint(view.open().count());
      out.putVarint(view.open().data().length);
      out.putBytes(view.open().data(), 0, view.open().data().length);
    }
    chunks(view.late());
    int recent = view.recentLate() == null ? 0 : view.recentLate().length();
    out.putVarint(recent);
    for (int i = 0; i < recent; i++) {
      late(view, i);
    }
  }

  private void late(SeriesView view, int i) {
    if (view.recentLate() != null) {
      out.putSigned(view.recentLate().time(i));
      var histogram = view.recentLate().histogram(i);
      out.putByte(histogram == null ? 0 : 1);
      if (histogram == null) {
        out.putDouble(view.recentLate().value(i));
      } else {
        HistogramCodec.write(out, histogram, null);
      }
    }
  }

  private void chunks(List<HeadChunk> chunks) {
    out.putVarint(chunks.size());
    long time = 0;
    long position = 0;
    for (HeadChunk chunk : chunks) {
      out.putByte(chunk.encoding().code());
      out.putSigned(chunk.minTime() - time);
      out.putVarint(chunk.maxTime() - chunk.minTime());
      out.putVarint(chunk.count());
      out.putSigned(chunk.position() - position);
      out.putVarint(chunk.length());
      time = chunk.maxTime();
      position = chunk.position();
    }
  }

  private void labels(Labels labels) {
    out.putVarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      symbol(labels.name(i));
      symbol(labels.value(i));
    }
  }

  /** The number of a text; when it is new to the frame, the text follows. */
  private void symbol(String text) {
    Integer known = symbols.putIfAbsent(text, symbols.size());
    if (known == null) {
      out.putVarint(symbols.size() - 1L);
      out.putText(text);
    } else {
      out.putVarint(known);
    }
  }

  private void exemplar(Labels series, Exemplar exemplar) {
    begin(EXEMPLARS);
    labels(series);
    labels(exemplar.labels());
    out.putSigned(exemplar.timestamp());
    out.putDouble(exemplar.value());
    endFullFrame();
  }
}
