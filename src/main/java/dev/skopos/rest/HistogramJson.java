// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skopos.model.Histogram;
import dev.skopos.promql.histogram.Bucket;
import dev.skopos.promql.histogram.BucketSequence;
import java.io.IOException;
import java.util.List;

/** Native histograms as the query API writes them. */
final class HistogramJson {
  private HistogramJson() {}

  static void write(JsonGenerator json, long timestamp, Histogram histogram) throws IOException {
    json.writeStartArray();
    json.writeRawValue(PrometheusJson.seconds(timestamp));
    json.writeStartObject();
    json.writeStringField("count", PrometheusJson.text(histogram.count()));
    json.writeStringField("sum", PrometheusJson.text(histogram.sum()));
    List<Bucket> buckets = BucketSequence.ascending(histogram);
    if (!buckets.isEmpty()) {
      json.writeArrayFieldStart("buckets");
      for (Bucket bucket : buckets) {
        write(json, bucket);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Bucket bucket) throws IOException {
    json.writeStartArray();
    json.writeNumber(boundaries(bucket));
    json.writeString(PrometheusJson.text(bucket.lower()));
    json.writeString(PrometheusJson.text(bucket.upper()));
    json.writeString(PrometheusJson.text(bucket.count()));
    json.writeEndArray();
  }

  /** Which bounds belong to the bucket: 0 the upper one, 1 the lower one, 2 none, 3 both. */
  private static int boundaries(Bucket bucket) {
    if (bucket.includesLower()) {
      return bucket.includesUpper() ? 3 : 1;
    }
    return bucket.includesUpper() ? 0 : 2;
  }
}
