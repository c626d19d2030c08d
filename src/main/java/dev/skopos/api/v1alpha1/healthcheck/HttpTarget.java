// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.healthcheck;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.ByteSize;
import dev.skopos.api.v1alpha1.HttpHeader;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An HTTP request and which answers are expected. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "isURL(self.url) && self.url.matches('^https?://[^/?# ][^ ]*$')",
    message = "url must be an absolute URL that begins with http:// or https://",
    fieldPath = ".url")
@ValidationRule(
    value = "!self.url.matches('^[^/?#]*//[^/?#]*@')",
    message = "url must not contain user information (user:password@): use spec.auth",
    fieldPath = ".url")
public record HttpTarget(
    @JsonPropertyDescription(
            "Where the request goes, for instance https://checkout.shop.svc/health. User"
                + " information is refused: use auth.")
        @Required
        @Size(min = 1, max = 2048)
        String url,
    @JsonPropertyDescription("Method of the request.") @Default("GET") Method method,
    @JsonPropertyDescription("Headers of the request.") @Size(max = 32) List<HttpHeader> headers,
    @JsonPropertyDescription("Body of the request.") @Nullable @Size(max = 65536) String body,
    @JsonPropertyDescription(
            "Status codes that count as success, exact, as a class or as a range, for instance"
                + " 204, 2xx or 200-204.")
        @Default("[\"2xx\"]")
        @Size(min = 1, max = 20)
        List<@Pattern("^[1-5](xx|[0-9]{2}(-[1-5][0-9]{2})?)$") @Size(max = 7) String>
            expectedStatus,
    @JsonPropertyDescription("Whether redirects are followed, up to 10 of them.") @Default("true")
        Boolean followRedirects,
    @JsonPropertyDescription(
            "How much of the response's body is read, in bytes or with Ki or Mi; the rest is left"
                + " unread.")
        @Default("1Mi")
        @Pattern(ByteSize.PATTERN)
        @Size(max = 8)
        ByteSize maxBodyBytes) {

  public HttpTarget {
    method = Objects.requireNonNullElse(method, Method.GET);
    headers = headers == null ? List.of() : List.copyOf(headers);
    expectedStatus = expectedStatus == null ? List.of("2xx") : List.copyOf(expectedStatus);
    followRedirects = Objects.requireNonNullElse(followRedirects, true);
    maxBodyBytes = Objects.requireNonNullElse(maxBodyBytes, new ByteSize("1Mi"));
  }

  /** Methods of HTTP. */
  public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS
  }
}
