// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import java.util.List;

/**
 * What takes the room in a store's memory, as Prometheus' {@code /api/v1/status/tsdb} tells it.
 * Each list has the largest first.
 *
 * @param series in memory
 * @param labelPairs different pairs of name and value
 * @param chunks in memory and not yet in blocks
 * @param minTime of the oldest sample in memory, milliseconds since the epoch; {@code
 *     Long.MAX_VALUE} when there is none
 * @param maxTime of the newest one; {@code Long.MIN_VALUE} when there is none
 * @param seriesByMetricName number of series by metric name
 * @param valuesByLabelName number of values by label name
 * @param bytesByLabelName bytes of all values by label name
 * @param seriesByLabelPair number of series by {@code name=value}
 * @param seriesBySource number of series by the source that wrote to them first
 * @param refusedBySource how many samples of a source were refused since the start because it has
 *     as many series as it may have
 */
public record Cardinality(
    int series,
    int labelPairs,
    long chunks,
    long minTime,
    long maxTime,
    List<Count> seriesByMetricName,
    List<Count> valuesByLabelName,
    List<Count> bytesByLabelName,
    List<Count> seriesByLabelPair,
    List<Count> seriesBySource,
    List<Count> refusedBySource) {

  /** Of a store that has nothing in memory. */
  public static final Cardinality NONE =
      new Cardinality(
          0,
          0,
          0,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  /** How many there are of what the name says. */
  public record Count(String name, long value) {}

  public Cardinality {
    seriesByMetricName = List.copyOf(seriesByMetricName);
    valuesByLabelName = List.copyOf(valuesByLabelName);
    bytesByLabelName = List.copyOf(bytesByLabelName);
    seriesByLabelPair = List.copyOf(seriesByLabelPair);
    seriesBySource = List.copyOf(seriesBySource);
    refusedBySource = List.copyOf(refusedBySource);
  }
}
