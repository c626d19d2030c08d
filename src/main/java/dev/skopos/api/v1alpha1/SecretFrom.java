// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A text that has to be kept secret and therefore only comes from a Secret. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record SecretFrom(
    @JsonPropertyDescription("The key of a Secret that holds the value.") @Required
        KeyReference secretKeyRef) {}
