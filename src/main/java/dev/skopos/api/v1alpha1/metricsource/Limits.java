// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.ByteSize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;

/** What one scrape may bring. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Limits(
    @JsonPropertyDescription("Samples of one scrape, after metricRelabelings; 0: no limit.")
        @Default("0")
        @Min(0)
        @Max(10_000_000)
        Integer samples,
    @JsonPropertyDescription("Labels of one sample, with those of its target; 0: no limit.")
        @Default("64")
        @Min(0)
        @Max(1000)
        Integer labels,
    @JsonPropertyDescription("Characters of a label's name; 0: no limit.")
        @Default("512")
        @Min(0)
        @Max(65536)
        Integer labelName,
    @JsonPropertyDescription("Characters of a label's value; 0: no limit.")
        @Default("4096")
        @Min(0)
        @Max(65536)
        Integer labelValue,
    @JsonPropertyDescription("Size of the answer after decompression, in bytes or with Ki or Mi.")
        @Default("16Mi")
        @Pattern(ByteSize.LARGE_PATTERN)
        @Size(max = 8)
        ByteSize body,
    @JsonPropertyDescription("Targets of the source; the others are not scraped.")
        @Default("1000")
        @Min(1)
        @Max(10_000)
        Integer targets) {

  static final Limits DEFAULT = new Limits(0, 64, 512, 4096, new ByteSize("16Mi"), 1000);

  public Limits {
    samples = Objects.requireNonNullElse(samples, 0);
    labels = Objects.requireNonNullElse(labels, 64);
    labelName = Objects.requireNonNullElse(labelName, 512);
    labelValue = Objects.requireNonNullElse(labelValue, 4096);
    body = Objects.requireNonNullElse(body, new ByteSize("16Mi"));
    targets = Objects.requireNonNullElse(targets, 1000);
  }
}
