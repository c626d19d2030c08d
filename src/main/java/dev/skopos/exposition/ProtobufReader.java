// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a stream of length-delimited {@code io.prometheus.client.MetricFamily} messages and gives
 * summaries and classic histograms out as the samples that the text formats have for them, in
 * Prometheus' order: count, sum, parts.
 */
final class ProtobufReader implements ExpositionReader {

  /** Parts of a metric that has several samples, besides its quantiles or buckets from 0 on. */
  private static final int NATIVE = -3;

  private static final int COUNT = -2;
  private static final int SUM = -1;

  private static final int METADATA_DONE = 3;

  private final byte[] bytes;
  private final int end;
  private final ExpositionOptions options;
  private final FamilyMessage family = new FamilyMessage();
  private final MetricMessage metric;
  private final ProtobufSeriesKey key = new ProtobufSeriesKey();
  private final ProtoReader lengths = new ProtoReader();

  private int position;
  private int metadata = METADATA_DONE;
  private int metricIndex;
  private int part;
  private int lastPart = -1;
  private boolean asExpected;
  private String text = "";
  private double value;

  ProtobufReader(byte[] bytes, int end, ExpositionOptions options) {
    this.bytes = bytes;
    this.end = end;
    this.options = options;
    this.metric = new MetricMessage(bytes);
  }

  @Override
  public Entry next(byte[] expected) throws InvalidExpositionException {
    try {
      if (metadata < METADATA_DONE) {
        Entry entry = nextMetadata();
        if (entry != Entry.END) {
          return entry;
        }
      }
      while (part >= lastPart) {
        if (!nextMetric()) {
          if (!nextFamily()) {
            return Entry.END;
          }
          return nextMetadata();
        }
      }
      part++;
      return sample(expected);
    } catch (WireException e) {
      throw new InvalidExpositionException(
          family.name.isEmpty() ? e.getMessage() : family.name + ": " + e.getMessage());
    }
  }

  private Entry nextMetadata() {
    while (metadata < METADATA_DONE) {
      switch (metadata++) {
        case 0 -> {
          text = family.help;
          return Entry.HELP;
        }
        case 1 -> {
          text = family.unit;
          if (!text.isEmpty()) {
            return Entry.UNIT;
          }
        }
        default -> {
          return Entry.TYPE;
        }
      }
    }
    return Entry.END;
  }

  /** Moves to the next family that has metrics. */
  private boolean nextFamily() throws WireException, InvalidExpositionException {
    while (position < end) {
      lengths.openDelimited(bytes, position, end);
      position = lengths.to();
      family.read(bytes, lengths.from(), lengths.to());
      if (family.metrics() > 0) {
        metadata = 0;
        metricIndex = 0;
        return true;
      }
    }
    return false;
  }

  private boolean nextMetric() throws WireException {
    if (metricIndex >= family.metrics()) {
      return false;
    }
    metric.read(family.metricFrom(metricIndex), family.metricTo(metricIndex));
    metricIndex++;
    switch (family.type) {
      case SUMMARY -> parts(COUNT, metric.quantiles.size() - 1);
      case HISTOGRAM, GAUGE_HISTOGRAM -> histogramParts();
      case COUNTER, GAUGE, UNTYPED, INFO, STATESET -> parts(0, 0);
    }
    return true;
  }

  private void histogramParts() {
    int buckets = metric.histogram.buckets();
    boolean open = buckets == 0 || metric.histogram.bound(buckets - 1) != Double.POSITIVE_INFINITY;
    int last = open ? buckets : buckets - 1;
    if (!options.nativeHistograms() || !metric.histogram.isNative()) {
      parts(COUNT, last);
    } else {
      parts(NATIVE, options.classicBesideNative() && buckets > 0 ? last : NATIVE);
    }
  }

  private void parts(int first, int last) {
    part = first - 1;
    lastPart = last;
  }

  private Entry sample(byte[] expected) {
    String bound = "";
    switch (family.type) {
      case SUMMARY -> {
        value = summaryValue();
        bound = part < 0 ? "" : NumberText.openMetrics(metric.quantiles.getDouble(part));
      }
      case HISTOGRAM, GAUGE_HISTOGRAM -> {
        value = histogramValue();
        bound = part < 0 ? "" : NumberText.openMetrics(bound(part));
      }
      case COUNTER, GAUGE, UNTYPED, INFO, STATESET -> value = metric.value;
    }
    value = Double.isNaN(value) ? Double.NaN : value;
    key.build(bytes, family, metric.labels, part, bound);
    asExpected =
        expected.length > 0
            && Arrays.equals(expected, 0, expected.length, key.bytes(), 0, key.length());
    return part == NATIVE ? Entry.HISTOGRAM : Entry.SAMPLE;
  }

  private double summaryValue() {
    return switch (part) {
      case COUNT -> metric.summaryCount;
      case SUM -> metric.summarySum;
      default -> metric.quantileValues.getDouble(part);
    };
  }

  private double histogramValue() {
    return switch (part) {
      case NATIVE, COUNT -> metric.histogram.count();
      case SUM -> metric.histogram.sum();
      default ->
          part < metric.histogram.buckets()
              ? metric.histogram.cumulative(part)
              : metric.histogram.count();
    };
  }

  private double bound(int bucket) {
    return bucket < metric.histogram.buckets()
        ? metric.histogram.bound(bucket)
        : Double.POSITIVE_INFINITY;
  }

  @Override
  public boolean asExpected() {
    return asExpected;
  }

  @Override
  public byte[] seriesBytes() {
    return key.bytes();
  }

  @Override
  public int seriesFrom() {
    return 0;
  }

  @Override
  public int seriesTo() {
    return key.length();
  }

  @Override
  public Labels labels() throws InvalidExpositionException {
    LabelCollector labels = new LabelCollector(metric.labels.size() + 2);
    labels.add(Labels.METRIC_NAME, family.name + key.suffix());
    metric.labels.addTo(labels, bytes);
    if (!key.bound().isEmpty()) {
      labels.add(family.type == MetricFamily.Type.SUMMARY ? "quantile" : "le", key.bound());
    }
    return labels.labels();
  }

  @Override
  public double value() {
    return value;
  }

  @Override
  public long timestamp() {
    return metric.timestamp;
  }

  @Override
  public Histogram histogram() throws InvalidExpositionException {
    try {
      return metric.histogram.histogram(family.type == MetricFamily.Type.GAUGE_HISTOGRAM);
    } catch (WireException e) {
      throw new InvalidExpositionException(
          "histogram %s: %s".formatted(family.name, e.getMessage()));
    }
  }

  @Override
  public List<Exemplar> exemplars(long otherwise) throws InvalidExpositionException {
    try {
      return switch (family.type) {
        case COUNTER ->
            metric.exemplars(
                metric.exemplar(), 0, metric.exemplar().size(), Optional.of(otherwise));
        case HISTOGRAM, GAUGE_HISTOGRAM -> histogramExemplars(otherwise);
        case SUMMARY, GAUGE, UNTYPED, INFO, STATESET -> List.of();
      };
    } catch (WireException e) {
      throw new InvalidExpositionException(family.name + ": " + e.getMessage());
    }
  }

  private List<Exemplar> histogramExemplars(long otherwise)
      throws WireException, InvalidExpositionException {
    if (part == NATIVE) {
      var spans = metric.histogram.nativeExemplars();
      return metric.exemplars(spans, 0, spans.size(), Optional.empty());
    }
    return part >= 0 && part < metric.histogram.buckets()
        ? metric.exemplars(
            metric.histogram.bucketExemplars(), 2 * part, 2 * part + 2, Optional.of(otherwise))
        : List.of();
  }

  @Override
  public String family() {
    return family.name;
  }

  @Override
  public Optional<MetricFamily.Type> type() {
    return Optional.of(family.type);
  }

  @Override
  public String text() {
    return text;
  }
}
