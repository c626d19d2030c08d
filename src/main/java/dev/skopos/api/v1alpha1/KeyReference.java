// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One key of a Secret or a ConfigMap in the namespace of the resource that names it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record KeyReference(
    @JsonPropertyDescription("Name of the object, in the namespace of this resource.")
        @Required
        @Size(min = 1, max = 253)
        String name,
    @JsonPropertyDescription("Key inside the object's data.") @Required @Size(min = 1, max = 253)
        String key) {}
