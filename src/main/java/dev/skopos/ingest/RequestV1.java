// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.exposition.MetricFamily;
import dev.skopos.exposition.SeriesTable;
import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.store.SeriesRef;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a message {@code prometheus.WriteRequest} into a batch. */
final class RequestV1 {

  private static final int LABEL = 1;
  private static final int EXEMPLAR = 3;

  private final byte[] bytes;
  private final WriteBatch batch;
  private final SeriesCache cache;
  private final SentMetadata metadata;
  private final ProtoReader request = new ProtoReader();
  private final ProtoReader series = new ProtoReader();
  private final ProtoReader part = new ProtoReader();
  private final ProtoReader exemplar = new ProtoReader();
  private final LabelText labels = new LabelText();
  private final HistogramMessage histogram = new HistogramMessage();

  RequestV1(byte[] bytes, WriteBatch batch, SeriesCache cache, SentMetadata metadata) {
    this.bytes = bytes;
    this.batch = batch;
    this.cache = cache;
    this.metadata = metadata;
  }

  void read() throws WireException, UnavailableException {
    request.open(bytes, 0, bytes.length);
    while (request.next()) {
      if (request.field() == 1) {
        request.span();
        readSeries(request.from(), request.to());
      } else if (request.field() == 3) {
        request.span();
        readMetadata(request.from(), request.to());
      }
    }
  }

  /**
   * The labels are spelled out before the samples by all senders; what is written otherwise is read
   * in two passes.
   */
  private void readSeries(int from, int to) throws WireException, UnavailableException {
    series.open(bytes, from, to);
    int labelsEnd = from;
    while (series.next() && series.field() == LABEL) {
      series.span();
      labelsEnd = series.to();
    }
    try {
      KnownSeries identity = identity(from, labelsEnd, to);
      identity.refer(readSamples(identity.reference(), labelsEnd, to));
    } catch (InvalidSeriesException e) {
      batch.refuse(IngestMetrics.INVALID_SERIES, samples(labelsEnd, to), e.getMessage());
    }
  }

  private KnownSeries identity(int from, int labelsEnd, int to)
      throws WireException, InvalidSeriesException {
    if (hasLabels(labelsEnd, to)) {
      return new KnownSeries(SeriesTable.NONE, readLabels(from, to));
    }
    KnownSeries known = cache.find(bytes, from, labelsEnd);
    if (known == null) {
      known =
          new KnownSeries(Arrays.copyOfRange(bytes, from, labelsEnd), readLabels(from, labelsEnd));
      cache.add(known);
    }
    return known;
  }

  private boolean hasLabels(int from, int to) throws WireException {
    series.open(bytes, from, to);
    while (series.next()) {
      if (series.field() == LABEL) {
        return true;
      }
    }
    return false;
  }

  private Labels readLabels(int from, int to) throws WireException, InvalidSeriesException {
    labels.clear();
    series.open(bytes, from, to);
    while (series.next()) {
      if (series.field() == LABEL) {
        series.span();
        readLabel(series.from(), series.to());
      }
    }
    return labels.series();
  }

  private void readLabel(int from, int to) throws WireException, InvalidSeriesException {
    String name = "";
    String value = "";
    part.open(bytes, from, to);
    while (part.next()) {
      if (part.field() == 1) {
        part.span();
        name = LabelText.name(bytes, part.from(), part.to());
      } else if (part.field() == 2) {
        part.span();
        value = LabelText.value(bytes, part.from(), part.to());
      }
    }
    labels.add(name, value);
  }

  private SeriesRef readSamples(SeriesRef identity, int from, int to)
      throws WireException, UnavailableException {
    SeriesRef known = identity;
    boolean hasExemplars = false;
    series.open(bytes, from, to);
    while (series.next()) {
      if (series.field() == 2) {
        series.span();
        known = readSample(known, series.from(), series.to());
      } else if (series.field() == 4) {
        series.span();
        known = batch.histogram(known, bytes, series.from(), series.to(), histogram);
      } else {
        hasExemplars |= series.field() == EXEMPLAR;
      }
    }
    if (hasExemplars) {
      readExemplars(known, from, to);
    }
    return known;
  }

  /** They stand before the histograms, but their series must be there. */
  private void readExemplars(SeriesRef identity, int from, int to)
      throws WireException, UnavailableException {
    series.open(bytes, from, to);
    while (series.next()) {
      if (series.field() == EXEMPLAR) {
        series.span();
        try {
          batch.exemplar(WriteProtocol.V1, identity, readExemplar(series.from(), series.to()));
        } catch (InvalidSeriesException e) {
          batch.refuse(IngestMetrics.INVALID_EXEMPLAR, 1, e.getMessage());
        }
      }
    }
  }

  private Exemplar readExemplar(int from, int to) throws WireException, InvalidSeriesException {
    labels.clear();
    double value = 0;
    long timestamp = 0;
    exemplar.open(bytes, from, to);
    while (exemplar.next()) {
      switch (exemplar.field()) {
        case LABEL -> {
          exemplar.span();
          readLabel(exemplar.from(), exemplar.to());
        }
        case 2 -> value = exemplar.float64();
        case 3 -> timestamp = exemplar.varint();
        default -> {}
      }
    }
    return new Exemplar(labels.labels(), timestamp, value);
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

  private int samples(int from, int to) throws WireException {
    int count = 0;
    series.open(bytes, from, to);
    while (series.next()) {
      count += series.field() == 2 || series.field() == 4 ? 1 : 0;
    }
    return count;
  }

  private void readMetadata(int from, int to) throws WireException {
    MetricFamily.Type type = MetricFamily.Type.UNTYPED;
    String[] texts = {"", "", "", "", "", ""};
    part.open(bytes, from, to);
    while (part.next()) {
      switch (part.field()) {
        case 1 -> type = FamilyMetadata.type(part.varint());
        case 2, 4, 5 -> {
          part.span();
          texts[part.field()] =
              new String(bytes, part.from(), part.to() - part.from(), StandardCharsets.UTF_8);
        }
        default -> {}
      }
    }
    metadata.put(texts[2], new FamilyMetadata(type, texts[4], texts[5]));
  }
}
