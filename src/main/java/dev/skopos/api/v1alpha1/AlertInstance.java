// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One alert of a rule. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record AlertInstance(
    @JsonPropertyDescription("Labels of the alert.") @Size(max = 64) Map<String, String> labels,
    @JsonPropertyDescription("Pending or Firing.") @Required RuleState state,
    @JsonPropertyDescription("Since when the expression holds.") @Nullable Instant activeAt,
    @JsonPropertyDescription(
            "Since when the expression holds no more while keepFiringFor keeps the alert firing;"
                + " absent: it holds.")
        @Nullable Instant keepFiringSince,
    @JsonPropertyDescription("Value of the expression at the newest evaluation.")
        @Nullable String value,
    @JsonPropertyDescription("The annotation summary.") @Nullable String summary) {

  public AlertInstance {
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
