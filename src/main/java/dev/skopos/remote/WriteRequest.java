// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the body of a remote write 1.0 request: the message {@code prometheus.WriteRequest} of
 * Prometheus' {@code prompb/remote.proto}, with native histograms as floating point ones, as
 * Prometheus 3 sends them.
 */
final class WriteRequest {

  private WriteRequest() {}

  /** Uncompressed; the samples of a series stand together and in their order. */
  static byte[] encode(List<QueuedSample> batch) {
    Map<Labels, List<QueuedSample>> series = new LinkedHashMap<>();
    for (QueuedSample sample : batch) {
      series.computeIfAbsent(sample.labels(), _ -> new ArrayList<>()).add(sample);
    }
    ProtoWriter request = new ProtoWriter();
    series.forEach(
        (labels, samples) -> request.message(1, timeSeries -> write(timeSeries, labels, samples)));
    return request.toByteArray();
  }

  private static void write(ProtoWriter series, Labels labels, List<QueuedSample> samples) {
    labels.forEach((name, value) -> series.message(1, label -> label.text(1, name).text(2, value)));
    for (QueuedSample sample : samples) {
      switch (sample) {
        case QueuedSample.FloatSample(_, long timestamp, double value) ->
            series.message(2, number -> number.float64(1, value).varint(2, timestamp));
        case QueuedSample.HistogramSample(_, long timestamp, Histogram value) ->
            series.message(4, histogram -> write(histogram, timestamp, value));
      }
    }
  }

  private static void write(ProtoWriter out, long timestamp, Histogram value) {
    out.float64(2, value.count())
        .float64(3, value.sum())
        .zigZag(4, value.schema())
        .float64(5, value.zeroThreshold())
        .float64(7, value.zeroCount());
    spans(out, 8, value.negative().indexes());
    out.float64s(10, value.negative().counts());
    spans(out, 11, value.positive().indexes());
    out.float64s(13, value.positive().counts())
        .varint(14, resetHint(value.resetHint()))
        .varint(15, timestamp)
        .float64s(16, value.customBounds());
  }

  /** Runs of buckets without a gap: how far behind the one before, and how many. */
  private static void spans(ProtoWriter out, int field, int[] indexes) {
    int behind = 0;
    int from = 0;
    for (int to = 1; to <= indexes.length; to++) {
      if (to == indexes.length || indexes[to] != indexes[to - 1] + 1) {
        int offset = indexes[from] - behind;
        int length = to - from;
        out.message(field, span -> span.zigZag(1, offset).varint(2, length));
        behind = indexes[to - 1] + 1;
        from = to;
      }
    }
  }

  private static int resetHint(Histogram.ResetHint hint) {
    return switch (hint) {
      case UNKNOWN -> 0;
      case RESET -> 1;
      case NOT_RESET -> 2;
      case GAUGE -> 3;
    };
  }
}
