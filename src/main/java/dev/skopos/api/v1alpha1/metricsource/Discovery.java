// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Selector;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Targets that are objects of the cluster. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Discovery(
    @JsonPropertyDescription("What the targets are.") @Required Kind kind,
    @JsonPropertyDescription(
            "Namespaces to look in, * for all; by default that of this resource. Only a resource in"
                + " the operator's own namespace may name others than its own.")
        @Size(max = 100)
        List<@Pattern("^([*]|[a-z0-9]([a-z0-9-]*[a-z0-9])?)$") @Size(max = 63) String> namespaces,
    @JsonPropertyDescription("Labels that the objects have; by default all are meant.")
        @Default("{}")
        Selector selector,
    @JsonPropertyDescription("Name or number of the port; by default each port that is declared.")
        @Nullable
        @Pattern("^[A-Za-z0-9-]+$")
        @Size(min = 1, max = 63)
        String port,
    @JsonPropertyDescription(
            "Whether only objects with the annotation prometheus.io/scrape: \"true\" are targets,"
                + " and prometheus.io/port, path and scheme are followed. For an EndpointSlice the"
                + " annotations of its Service count.")
        @Default("false")
        boolean annotated) {

  public Discovery {
    namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
    selector = Objects.requireNonNullElse(selector, Selector.ALL);
  }

  /** Kinds of objects that can be targets. */
  public enum Kind {
    @JsonProperty("Pod")
    POD,
    @JsonProperty("Service")
    SERVICE,
    @JsonProperty("EndpointSlice")
    ENDPOINT_SLICE
  }
}
