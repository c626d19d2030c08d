// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** How a target is asked; relabelings may say otherwise for each target. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record HttpRequest(
    @JsonPropertyDescription("http or https.") @Default("http") Scheme scheme,
    @JsonPropertyDescription("Path of the metrics.")
        @Default("/metrics")
        @Pattern("^/[^?#\\s]*$")
        @Size(min = 1, max = 1024)
        String path,
    @JsonPropertyDescription("Parameters of the URL; a name may be there more than once.")
        @Size(max = 32)
        List<Parameter> params) {

  static final HttpRequest DEFAULT = new HttpRequest(Scheme.HTTP, "/metrics", List.of());

  public HttpRequest {
    scheme = Objects.requireNonNullElse(scheme, Scheme.HTTP);
    path = Objects.requireNonNullElse(path, "/metrics");
    params = params == null ? List.of() : List.copyOf(params);
  }

  /** What is spoken. */
  public enum Scheme {
    @JsonProperty("http")
    HTTP,
    @JsonProperty("https")
    HTTPS
  }

  /** A parameter of a URL. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_NULL)
  public record Parameter(
      @JsonPropertyDescription("Name of the parameter, for instance module.")
          @Required
          @Pattern("^[a-zA-Z_][a-zA-Z0-9_]*(\\[\\])?$")
          @Size(min = 1, max = 128)
          String name,
      @JsonPropertyDescription("Value of the parameter. Credentials do not belong here: use auth.")
          @Required
          @Size(max = 1024)
          String value) {}
}
