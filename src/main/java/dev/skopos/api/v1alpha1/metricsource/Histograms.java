// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;

/** Which histograms are stored; the defaults are those of Prometheus 3. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Histograms(
    @JsonProperty("native")
        @JsonPropertyDescription(
            "Whether native histograms are asked for, which come by protobuf, and stored instead of"
                + " their classic form; as scrape_native_histograms of Prometheus.")
        @Default("false")
        boolean wantsNative,
    @JsonPropertyDescription(
            "Whether the classic form of a native histogram is stored as well; as"
                + " always_scrape_classic_histograms of Prometheus.")
        @Default("false")
        boolean alwaysClassic,
    @JsonPropertyDescription(
            "Native histograms with more buckets that hold something are made coarser, and if that"
                + " is not enough the scrape fails; 0: no limit.")
        @Default("0")
        @Min(0)
        @Max(10_000)
        Integer maxBuckets,
    @JsonPropertyDescription(
            "Native histograms whose buckets grow by a smaller factor are made coarser, for"
                + " instance 1.1; by default they stay as they are.")
        @Default("1")
        @Pattern("^[1-9][0-9]{0,4}(\\.[0-9]{1,6})?$")
        @Size(max = 12)
        String minBucketFactor) {

  static final Histograms DEFAULT = new Histograms(false, false, 0, "1");

  public Histograms {
    maxBuckets = Objects.requireNonNullElse(maxBuckets, 0);
    minBucketFactor = Objects.requireNonNullElse(minBucketFactor, "1");
  }
}
