// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.model.Labels;
import dev.skopos.store.SeriesRef;
import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;

/** Reads a message {@code io.prometheus.write.v2.Request} into a batch. */
final class RequestV2 {

  private final byte[] bytes;
  private final WriteBatch batch;
  private final SentMetadata metadata;
  private final Symbols symbols;
  private final ProtoReader request = new ProtoReader();
  private final ProtoReader series = new ProtoReader();
  private final ProtoReader part = new ProtoReader();
  private final Numbers labelReferences = new Numbers();
  private final LabelText labels = new LabelText();
  private final HistogramMessage histogram = new HistogramMessage();

  RequestV2(byte[] bytes, WriteBatch batch, SentMetadata metadata) {
    this.bytes = bytes;
    this.batch = batch;
    this.metadata = metadata;
    this.symbols = new Symbols(bytes);
  }

  /** The symbols may stand behind the series, as far as the format goes: so two passes. */
  void read() throws WireException, UnavailableException {
    request.open(bytes, 0, bytes.length);
    while (request.next()) {
      if (request.field() == 4) {
        request.span();
        symbols.add(request.from(), request.to());
      }
    }
    symbols.complete();
    request.open(bytes, 0, bytes.length);
    while (request.next()) {
      if (request.field() == 5) {
        request.span();
        readSeries(request.from(), request.to());
      }
    }
  }

  private void readSeries(int from, int to) throws WireException, UnavailableException {
    int samples = 0;
    labelReferences.clear();
    series.open(bytes, from, to);
    while (series.next()) {
      switch (series.field()) {
        case 1 -> series.varints(labelReferences);
        case 2, 3 -> samples++;
        default -> {}
      }
    }
    try {
      Labels identity = labels();
      if (samples == 0) {
        throw new InvalidSeriesException(
            "a series without a sample or histogram: " + identity.metricName());
      }
      readSamples(SeriesRef.of(identity), from, to);
    } catch (InvalidSeriesException e) {
      batch.refuse(IngestMetrics.INVALID_SERIES, samples, e.getMessage());
    }
  }

  private Labels labels() throws InvalidSeriesException {
    if (labelReferences.size() % 2 != 0) {
      throw new InvalidSeriesException(
          "a series with %d references, which are no pairs".formatted(labelReferences.size()));
    }
    labels.clear();
    for (int i = 0; i < labelReferences.size(); i += 2) {
      labels.add(symbols.name(labelReferences.get(i)), symbols.value(labelReferences.get(i + 1)));
    }
    return labels.series();
  }

  private void readSamples(SeriesRef identity, int from, int to)
      throws WireException, UnavailableException, InvalidSeriesException {
    SeriesRef known = identity;
    series.open(bytes, from, to);
    while (series.next()) {
      switch (series.field()) {
        case 2 -> {
          series.span();
          known = readSample(known, series.from(), series.to());
        }
        case 3 -> {
          series.span();
          batch.histogram(known, bytes, series.from(), series.to(), histogram);
        }
        case 5 -> {
          series.span();
          readMetadata(identity.labels().metricName(), series.from(), series.to());
        }
        default -> {}
      }
    }
  }

  private SeriesRef readSample(SeriesRef identity, int from, int to)
      throws WireException, UnavailableException {
    double value = 0;
    long timestamp = 0;
    part.open(bytes, from, to);
    while (part.next()) {
      if (part.field() == 1) {
        value = part.float64();
      } else if (part.field() == 2) {
        timestamp = part.varint();
      }
    }
    return batch.sample(identity, timestamp, value);
  }

  private void readMetadata(String metric, int from, int to)
      throws WireException, InvalidSeriesException {
    long type = 0;
    String help = "";
    String unit = "";
    part.open(bytes, from, to);
    while (part.next()) {
      switch (part.field()) {
        case 1 -> type = part.varint();
        case 3 -> help = symbols.value(part.varint());
        case 4 -> unit = symbols.value(part.varint());
        default -> {}
      }
    }
    if (type != 0 || !help.isEmpty() || !unit.isEmpty()) {
      metadata.put(metric, new FamilyMetadata(FamilyMetadata.type(type), help, unit));
    }
  }
}
