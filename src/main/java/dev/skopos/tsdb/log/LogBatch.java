// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.HistogramCodec;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.Frames;

/**
 * The records of one commit. Series come before the samples that belong to them. Used again for the
 * next commit; not thread-safe.
 */
public final class LogBatch {

  /** A record is ended when it is longer; bounds what a torn one takes along. */
  private static final int RECORD_BYTES = 1 << 18;

  private final Wal wal;
  private final Entries series = new Entries(LogCodec.SERIES);
  private final Entries samples = new Entries(LogCodec.SAMPLES);
  private final Entries histograms = new Entries(LogCodec.HISTOGRAMS);
  private final Entries exemplars = new Entries(LogCodec.EXEMPLARS);
  private int lastNumber;
  private long lastTime;

  /** One record that is being written. */
  private static final class Entries {
    private final ByteWriter out = new ByteWriter(1 << 10);
    private final int kind;

    Entries(int kind) {
      this.kind = kind;
    }

    ByteWriter begin() {
      if (out.length() == 0) {
        Frames.begin(out);
        out.putByte(kind);
      }
      return out;
    }

    void appendTo(Wal wal) {
      if (out.length() > 0) {
        Frames.end(out, 0);
        wal.append(out);
        out.clear();
      }
    }
  }

  public LogBatch(Wal wal) {
    this.wal = wal;
  }

  public void series(int number, Labels labels) {
    ByteWriter out = series.begin();
    out.putVarint(number);
    LogCodec.writeLabels(out, labels);
    if (out.length() > RECORD_BYTES) {
      series.appendTo(wal);
    }
  }

  public void sample(int number, long timestamp, double value) {
    ByteWriter out = samples.begin();
    out.putSigned(number - (long) lastNumber);
    out.putSigned(timestamp - lastTime);
    out.putDouble(value);
    lastNumber = number;
    lastTime = timestamp;
    if (out.length() > RECORD_BYTES) {
      endSamples();
    }
  }

  private void endSamples() {
    series.appendTo(wal);
    samples.appendTo(wal);
    lastNumber = 0;
    lastTime = 0;
  }

  public void histogram(int number, long timestamp, Histogram value) {
    ByteWriter out = histograms.begin();
    out.putVarint(number);
    out.putSigned(timestamp);
    HistogramCodec.write(out, value, null);
    if (out.length() > RECORD_BYTES) {
      series.appendTo(wal);
      histograms.appendTo(wal);
    }
  }

  public void exemplar(int number, Exemplar exemplar) {
    ByteWriter out = exemplars.begin();
    out.putVarint(number);
    out.putSigned(exemplar.timestamp());
    out.putDouble(exemplar.value());
    LogCodec.writeLabels(out, exemplar.labels());
  }

  public void deletion(long from, long to, int[] numbers) {
    finish();
    ByteWriter out = new ByteWriter(16 + 3 * numbers.length);
    Frames.begin(out);
    out.putByte(LogCodec.DELETION);
    out.putSigned(from);
    out.putSigned(to);
    out.putVarint(numbers.length);
    for (int number : numbers) {
      out.putVarint(number);
    }
    Frames.end(out, 0);
    wal.append(out);
  }

  /** Hands everything to the log. */
  public void finish() {
    endSamples();
    histograms.appendTo(wal);
    exemplars.appendTo(wal);
  }
}
