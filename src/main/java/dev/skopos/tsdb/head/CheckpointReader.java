// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.chunk.Encoding;
import dev.skopos.tsdb.chunk.HistogramCodec;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one frame of a {@link Checkpoint}; damage is a {@link CorruptDataException}. */
final class CheckpointReader {

  /**
   * The head's state.
   *
   * @param segment where the log goes on
   * @param clean whether the head was closed, so that nothing can be missing
   */
  record Start(HeadState state, int segment, boolean clean) {}

  /** Takes what is read. */
  interface Target {
    void series(SeriesState series);

    void exemplar(Labels series, Exemplar exemplar);
  }

  private final ByteReader in;
  private final List<String> symbols = new ArrayList<>();

  private CheckpointReader(ByteReader in) {
    this.in = in;
  }

  static Start start(ByteReader in) {
    if (in.getByte() != Checkpoint.STATE || in.getVarint() != Checkpoint.VERSION) {
      throw new CorruptDataException("it does not begin as a checkpoint does");
    }
    int segment = (int) in.getVarint();
    boolean clean = in.getByte() == 1;
    HeadState state = new HeadState(in.getLong(), in.getLong(), in.getLong(), (int) in.getVarint());
    return new Start(state, segment, clean);
  }

  /** Reads a frame behind the first. */
  static void read(ByteReader in, Target target) {
    CheckpointReader reader = new CheckpointReader(in);
    switch (in.getByte()) {
      case Checkpoint.SERIES -> {
        while (in.hasMore()) {
          target.series(reader.series());
        }
      }
      case Checkpoint.EXEMPLARS -> {
        while (in.hasMore()) {
          Labels series = reader.labels();
          Labels own = reader.labels();
          target.exemplar(series, new Exemplar(own, in.getSigned(), in.getDouble()));
        }
      }
      default -> throw new CorruptDataException("an unknown frame");
    }
  }

  private SeriesState series() {
    int number = (int) in.getVarint();
    Labels labels = labels();
    long lastTime = in.getSigned();
    Histogram lastHistogram = null;
    double lastValue = 0;
    if (in.getByte() == 0) {
      lastValue = in.getDouble();
    } else {
      lastHistogram = HistogramCodec.read(in, null);
    }
    SeriesView view = new SeriesView(chunks(), open(), chunks(), late());
    return new SeriesState(labels, number, lastTime, lastValue, lastHistogram, view);
  }

  private @Nullable Chunk open() {
    int code = in.getByte();
    if (code == 0) {
      return null;
    }
    int count = (int) in.getVarint();
    byte[] data = in.getBytes(in.getCount(1));
    // the times are in the data
    return new Chunk(Encoding.of(code), 0, 0, count, data);
  }

  private Columns late() {
    int count = in.getCount(3);
    Columns late = new Columns(Math.max(1, count));
    for (int i = 0; i < count; i++) {
      long time = in.getSigned();
      if (in.getByte() == 0) {
        late.add(time, in.getDouble(), null);
      } else {
        late.add(time, 0, HistogramCodec.read(in, null));
      }
    }
    return late;
  }

  private List<HeadChunk> chunks() {
    int count = in.getCount(6);
    List<HeadChunk> chunks = new ArrayList<>(count);
    long time = 0;
    long position = 0;
    for (int i = 0; i < count; i++) {
      Encoding encoding = Encoding.of(in.getByte());
      long minTime = time + in.getSigned();
      time = minTime + in.getVarint();
      int samples = (int) in.getVarint();
      position += in.getSigned();
      int length = (int) in.getVarint();
      if (length < 0 || length > ChunkFile.LENGTH) {
        throw new CorruptDataException("a chunk of %d bytes".formatted(length));
      }
      chunks.add(new HeadChunk(encoding, minTime, time, samples, position, length));
    }
    return chunks;
  }

  private Labels labels() {
    String[] pairs = new String[2 * in.getCount(2)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = symbol();
    }
    try {
      return Labels.ofSorted(pairs);
    } catch (IllegalArgumentException e) {
      throw new CorruptDataException(e.getMessage(), e);
    }
  }

  private String symbol() {
    long number = in.getVarint();
    if (number == symbols.size()) {
      symbols.add(in.getText());
    } else if (number < 0 || number > symbols.size()) {
      throw new CorruptDataException("text %d of %d".formatted(number, symbols.size()));
    }
    return symbols.get((int) number);
  }
}
