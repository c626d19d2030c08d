// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The message {@code io.prometheus.client.Metric}; for reuse. */
final class MetricMessage {

  private final byte[] bytes;
  private final ProtoReader reader = new ProtoReader();
  private final ProtoReader inner = new ProtoReader();
  private final ProtoReader innermost = new ProtoReader();
  final LabelPairs labels = new LabelPairs();
  final HistogramMessage histogram = new HistogramMessage();

  /** The quantiles of a summary and their values. */
  final Numbers quantiles = new Numbers();

  final Numbers quantileValues = new Numbers();

  /** Where the exemplar of a counter is. */
  private final Numbers exemplar = new Numbers();

  double value;
  double summaryCount;
  double summarySum;
  long timestamp;

  MetricMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  void read(int from, int to) throws WireException {
    clear();
    reader.open(bytes, from, to);
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> labels.add(bytes, reader);
        case 2, 3, 5 -> readNumber(reader.field() == 3);
        case 4 -> readSummary();
        case 6 -> {
          long millis = reader.varint();
          timestamp = millis == 0 ? ExpositionReader.NO_TIMESTAMP : millis;
        }
        case 7 -> {
          reader.span();
          histogram.read(bytes, reader.from(), reader.to());
        }
        default -> {}
      }
    }
  }

  private void clear() throws WireException {
    labels.clear();
    quantiles.clear();
    quantileValues.clear();
    exemplar.clear();
    histogram.read(bytes, 0, 0);
    value = 0;
    summaryCount = 0;
    summarySum = 0;
    timestamp = ExpositionReader.NO_TIMESTAMP;
  }

  private void readNumber(boolean counter) throws WireException {
    reader.span();
    inner.open(bytes, reader.from(), reader.to());
    while (inner.next()) {
      if (inner.field() == 1) {
        value = inner.float64();
      } else if (inner.field() == 2 && counter) {
        inner.span();
        exemplar.clear();
        exemplar.add(inner.from());
        exemplar.add(inner.to());
      }
    }
  }

  private void readSummary() throws WireException {
    reader.span();
    inner.open(bytes, reader.from(), reader.to());
    while (inner.next()) {
      switch (inner.field()) {
        case 1 -> summaryCount = inner.varint();
        case 2 -> summarySum = inner.float64();
        case 3 -> readQuantile();
        default -> {}
      }
    }
  }

  private void readQuantile() throws WireException {
    inner.span();
    innermost.open(bytes, inner.from(), inner.to());
    double quantile = 0;
    double present = 0;
    while (innermost.next()) {
      if (innermost.field() == 1) {
        quantile = innermost.float64();
      } else if (innermost.field() == 2) {
        present = innermost.float64();
      }
    }
    quantiles.add(Double.doubleToRawLongBits(quantile));
    quantileValues.add(Double.doubleToRawLongBits(present));
  }

  /** The exemplars of a counter. */
  Numbers exemplar() {
    return exemplar;
  }

  /**
   * The exemplars that lie between these positions.
   *
   * @param otherwise the time stamp of those that have none; empty: those are left out
   */
  List<Exemplar> exemplars(Numbers spans, int first, int last, Optional<Long> otherwise)
      throws WireException, InvalidExpositionException {
    List<Exemplar> found = new ArrayList<>();
    for (int i = first; i < last; i += 2) {
      if (spans.get(i + 1) > 0) {
        readExemplar((int) spans.get(i), (int) spans.get(i + 1), otherwise).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Exemplar> readExemplar(int from, int to, Optional<Long> otherwise)
      throws WireException, InvalidExpositionException {
    LabelPairs pairs = new LabelPairs();
    double observed = 0;
    Optional<Long> time = otherwise;
    inner.open(bytes, from, to);
    while (inner.next()) {
      switch (inner.field()) {
        case 1 -> pairs.add(bytes, inner);
        case 2 -> observed = inner.float64();
        case 3 -> {
          inner.span();
          time = Optional.of(readTime(inner.from(), inner.to()));
        }
        default -> {}
      }
    }
    LabelCollector collector = new LabelCollector(pairs.size());
    pairs.addTo(collector, bytes);
    Labels own = collector.labels();
    double known = observed;
    return time.map(millis -> new Exemplar(own, millis, known));
  }

  private long readTime(int from, int to) throws WireException {
    innermost.open(bytes, from, to);
    long millis = 0;
    while (innermost.next()) {
      switch (innermost.field()) {
        case 1 -> millis += innermost.varint() * 1000;
        case 2 -> millis += innermost.varint() / 1_000_000;
        default -> {}
      }
    }
    return millis;
  }
}
