// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One header of a request, with its value inline or from a Secret or ConfigMap. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.value) != has(self.valueFrom)",
    message = "set exactly one of value, valueFrom")
@ValidationRule(
    value =
        "!has(self.value) || !(self.name.lowerAscii() in"
            + " ['authorization', 'proxy-authorization', 'cookie'])",
    message =
        "the value of Authorization, Proxy-Authorization and Cookie is a credential: use valueFrom",
    fieldPath = ".value")
@ValidationRule(
    value =
        "!(self.name.lowerAscii() in"
            + " ['connection', 'content-length', 'transfer-encoding', 'upgrade'])",
    message = "name: Connection, Content-Length, Transfer-Encoding and Upgrade are set by Skopos",
    fieldPath = ".name")
public record HttpHeader(
    @JsonPropertyDescription("Name of the header, for instance X-Api-Key.")
        @Required
        @Pattern("^[A-Za-z0-9!#$%&'*+.^_|~-]+$")
        @Size(min = 1, max = 128)
        String name,
    @JsonPropertyDescription("Value of the header. Credentials do not belong here: use valueFrom.")
        @Nullable
        @Pattern("^[^\\r\\n]*$")
        @Size(max = 4096)
        String value,
    @JsonPropertyDescription("Where the value comes from.") @Nullable ValueFrom valueFrom) {}
