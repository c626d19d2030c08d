// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.store.Cardinality;
import java.util.List;

/**
 * What takes the room in memory, in the fields of Prometheus' {@code /api/v1/status/tsdb}.
 *
 * @param memoryInBytesByLabelName bytes of all different values of a label
 */
record StoreStatus(
    HeadStats headStats,
    List<Cardinality.Count> seriesCountByMetricName,
    List<Cardinality.Count> labelValueCountByLabelName,
    List<Cardinality.Count> memoryInBytesByLabelName,
    List<Cardinality.Count> seriesCountByLabelValuePair,
    List<Cardinality.Count> seriesCountBySource,
    List<Cardinality.Count> refusedSamplesBySource) {

  record HeadStats(int numSeries, int numLabelPairs, long chunkCount, long minTime, long maxTime) {}

  static StoreStatus of(Cardinality cardinality) {
    return new StoreStatus(
        new HeadStats(
            cardinality.series(),
            cardinality.labelPairs(),
            cardinality.chunks(),
            cardinality.minTime(),
            cardinality.maxTime()),
        cardinality.seriesByMetricName(),
        cardinality.valuesByLabelName(),
        cardinality.bytesByLabelName(),
        cardinality.seriesByLabelPair(),
        cardinality.seriesBySource(),
        cardinality.refusedBySource());
  }
}
