// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One evaluation of a rule, or of all rules of a group. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record RuleEvaluation(
    @JsonPropertyDescription("When it was.") @Required Instant time,
    @JsonPropertyDescription("How long it took.") @Nullable Interval duration,
    @JsonPropertyDescription("Number of series that the expression gave.")
        @Nullable Integer series) {}
