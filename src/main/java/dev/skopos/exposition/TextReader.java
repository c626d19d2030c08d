// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import java.util.List;
import java.util.Optional;

/** Reads the two text formats; what a line looks like is their dialects' business. */
final class TextReader implements ExpositionReader {

  /** How a format writes its lines. */
  sealed interface Dialect permits PrometheusText, OpenMetricsText {

    /** Reads the next line that says something into the cursor. */
    Entry next(TextCursor cursor, byte[] expected) throws InvalidExpositionException;
  }

  private final TextCursor cursor;
  private final Dialect dialect;

  TextReader(TextCursor cursor, Dialect dialect) {
    this.cursor = cursor;
    this.dialect = dialect;
  }

  @Override
  public Entry next(byte[] expected) throws InvalidExpositionException {
    cursor.exemplar.clear();
    return dialect.next(cursor, expected);
  }

  @Override
  public boolean asExpected() {
    return cursor.asExpected;
  }

  @Override
  public byte[] seriesBytes() {
    return cursor.bytes;
  }

  @Override
  public int seriesFrom() {
    return cursor.seriesFrom;
  }

  @Override
  public int seriesTo() {
    return cursor.seriesTo;
  }

  @Override
  public Labels labels() throws InvalidExpositionException {
    if (cursor.asExpected) {
      cursor.series.read(cursor.seriesFrom);
    }
    return cursor.series.labels(cursor.type);
  }

  @Override
  public double value() {
    return cursor.value;
  }

  @Override
  public long timestamp() {
    return cursor.timestamp;
  }

  @Override
  public Histogram histogram() {
    throw new IllegalStateException("the text formats have no native histograms");
  }

  @Override
  public List<Exemplar> exemplars(long otherwise) throws InvalidExpositionException {
    return cursor.exemplar.list(otherwise);
  }

  @Override
  public String family() throws InvalidExpositionException {
    return cursor.family();
  }

  @Override
  public Optional<MetricFamily.Type> type() {
    return cursor.type;
  }

  @Override
  public String text() throws InvalidExpositionException {
    return cursor.text;
  }
}
