// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A text that comes from a Secret or a ConfigMap; exactly one is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.secretKeyRef) != has(self.configMapKeyRef)",
    message = "set exactly one of secretKeyRef, configMapKeyRef")
public record ValueFrom(
    @JsonPropertyDescription("The key of a Secret that holds the value.")
        @Nullable KeyReference secretKeyRef,
    @JsonPropertyDescription("The key of a ConfigMap that holds the value.")
        @Nullable KeyReference configMapKeyRef) {}
