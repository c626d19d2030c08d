// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import java.util.List;
import java.util.Optional;

/**
 * Goes through an exposition, entry by entry, without making an object for each: a sample's series
 * is first seen as raw bytes, which a {@link SeriesTable} knows from the time before, and its
 * labels are made only when somebody asks. What is said of an entry holds until the next one. Not
 * thread-safe.
 */
public sealed interface ExpositionReader permits TextReader, ProtobufReader {

  /** What was read. */
  enum Entry {
    /** A sample that is a number. */
    SAMPLE,
    /** A sample that is a native histogram. */
    HISTOGRAM,
    TYPE,
    HELP,
    UNIT,
    /** There is no more. */
    END
  }

  /** What {@link #timestamp()} says where there is none. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /**
   * Moves to the next entry.
   *
   * @param expected the raw bytes of the series that the next entry is likely to be of, which
   *     spares reading them; empty when that is not known
   */
  Entry next(byte[] expected) throws InvalidExpositionException;

  default Entry next() throws InvalidExpositionException {
    return next(SeriesTable.NONE);
  }

  /** Whether the present sample is of the series that was expected. */
  boolean asExpected();

  /** The array in which the raw bytes of the sample's series are. */
  byte[] seriesBytes();

  /** Where they begin. */
  int seriesFrom();

  /** Where they have ended. */
  int seriesTo();

  /**
   * The labels of the sample's series, with the metric's name; without those that are empty.
   *
   * @throws InvalidExpositionException when a name is there twice or a text is not UTF-8
   */
  Labels labels() throws InvalidExpositionException;

  /** The value of a sample that is a number; each NaN is the usual one. */
  double value();

  /** Milliseconds since the epoch, or {@link #NO_TIMESTAMP}. */
  long timestamp();

  /** The value of a sample that is a histogram. */
  Histogram histogram() throws InvalidExpositionException;

  /**
   * The exemplars of the sample.
   *
   * @param otherwise the time stamp of those that have none; a native histogram's exemplars without
   *     one are left out, as in Prometheus
   */
  List<Exemplar> exemplars(long otherwise) throws InvalidExpositionException;

  /** The family that {@code TYPE}, {@code HELP} or {@code UNIT} speak of. */
  String family() throws InvalidExpositionException;

  /** What the family's samples are, according to the newest {@code TYPE}. */
  Optional<MetricFamily.Type> type();

  /** The text of {@code HELP} or {@code UNIT}. */
  String text() throws InvalidExpositionException;
}
