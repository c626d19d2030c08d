// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.notificationchannel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.HttpHeader;
import dev.skopos.api.v1alpha1.ValueFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An HTTP request with Alertmanager's JSON (version 4), or a text of the user's. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.url) != has(self.urlFrom)",
    message = "set exactly one of url, urlFrom")
@ValidationRule(
    value = "!has(self.url) || (isURL(self.url) && self.url.matches('^https?://[^/?# ][^ ]*$'))",
    message = "url must be an absolute URL that begins with http:// or https://",
    fieldPath = ".url")
@ValidationRule(
    value = "!has(self.url) || !self.url.matches('^[^/?#]*//[^/?#]*@')",
    message =
        "url must not contain user information (user:password@): use urlFrom or a header with"
            + " valueFrom",
    fieldPath = ".url")
public record Webhook(
    @JsonPropertyDescription("Method of the request.") @Default("POST") Method method,
    @JsonPropertyDescription("Where the request goes. If the URL itself is a secret, use urlFrom.")
        @Nullable
        @Size(min = 1, max = 2048)
        String url,
    @JsonPropertyDescription("Where the URL comes from.") @Nullable ValueFrom urlFrom,
    @JsonPropertyDescription("Headers of the request.") @Size(max = 32) List<HttpHeader> headers,
    @JsonPropertyDescription(
            "Template of the body, instead of Alertmanager's JSON. Set the header Content-Type when"
                + " it is not JSON.")
        @Nullable
        @Size(min = 1, max = 16384)
        String body) {

  public Webhook {
    method = Objects.requireNonNullElse(method, Method.POST);
    headers = headers == null ? List.of() : List.copyOf(headers);
  }

  /** The methods of HTTP that carry a message. */
  public enum Method {
    POST,
    PUT
  }
}
