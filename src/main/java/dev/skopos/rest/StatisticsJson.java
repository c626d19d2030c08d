// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skopos.promql.QueryStatistics;
import java.io.IOException;
import java.time.Duration;

/**
 * What a query took, as Prometheus tells it on request.
 *
 * @param queued how long it waited for its turn
 * @param perStep whether the samples of each step are wanted too
 */
record StatisticsJson(QueryStatistics statistics, Duration queued, boolean perStep) {

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("stats");
    json.writeObjectFieldStart("timings");
    Duration total = statistics.total();
    seconds(json, "evalTotalTime", total);
    seconds(json, "resultSortTime", statistics.sorting());
    seconds(json, "queryPreparationTime", statistics.preparation());
    seconds(json, "innerEvalTime", statistics.evaluation());
    seconds(json, "execQueueTime", queued);
    seconds(json, "execTotalTime", total.plus(queued));
    json.writeEndObject();
    json.writeObjectFieldStart("samples");
    perStep(json, "totalQueryableSamplesPerStep", statistics.samples().perStep());
    json.writeNumberField("totalQueryableSamples", statistics.samples().total());
    perStep(json, "samplesReadPerStep", statistics.samples().readPerStep());
    json.writeNumberField("samplesRead", statistics.samples().totalRead());
    json.writeNumberField("peakSamples", statistics.peak());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void seconds(JsonGenerator json, String name, Duration duration)
      throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(PrometheusJson.text(duration.toNanos() / 1e9));
  }

  private void perStep(JsonGenerator json, String name, long[] samples) throws IOException {
    if (!perStep) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (int step = 0; step < samples.length; step++) {
      json.writeStartArray();
      json.writeRawValue(PrometheusJson.seconds(statistics.steps().at(step)));
      json.writeNumber(samples[step]);
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
