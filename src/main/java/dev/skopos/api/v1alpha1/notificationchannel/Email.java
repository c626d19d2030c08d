// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.notificationchannel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.SecretFrom;
import dev.skopos.api.v1alpha1.ValueFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Mail by SMTP, with a text and an HTML part. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.username) == has(self.passwordFrom)",
    message = "set both of username, passwordFrom or none")
@ValidationRule(
    value = "self.security != 'NONE' || !has(self.caFrom)",
    message = "security NONE makes caFrom useless: use STARTTLS or TLS",
    fieldPath = ".security")
@ValidationRule(
    value = "self.security != 'NONE' || !has(self.passwordFrom)",
    message = "security NONE would send the password in clear: use STARTTLS or TLS",
    fieldPath = ".security")
public record Email(
    @JsonPropertyDescription("Name or address of the SMTP server.")
        @Required
        @Pattern("^[A-Za-z0-9._:-]+$")
        @Size(min = 1, max = 253)
        String host,
    @JsonPropertyDescription("Port of the SMTP server.") @Default("587") @Min(1) @Max(65535)
        Integer port,
    @JsonPropertyDescription(
            "STARTTLS: encryption is required after connecting. TLS: from the first byte (usual on"
                + " port 465). NONE: no encryption.")
        @Default("STARTTLS")
        Security security,
    @JsonPropertyDescription(
            "PEM certificates of the authorities to trust, instead of those of the system.")
        @Nullable ValueFrom caFrom,
    @JsonPropertyDescription("Address of the sender, for instance Skopos <skopos@example.org>.")
        @Required
        @Pattern("^[^@\\r\\n]+@[^@\\r\\n]+$")
        @Size(min = 3, max = 320)
        String from,
    @JsonPropertyDescription("Addresses of the receivers.") @Required @Size(min = 1, max = 50)
        List<@Pattern("^[^@\\r\\n]+@[^@\\r\\n]+$") @Size(min = 3, max = 320) String> to,
    @JsonPropertyDescription("Name to log in with.") @Nullable @Size(min = 1, max = 256)
        String username,
    @JsonPropertyDescription("Where the password to log in with comes from.")
        @Nullable SecretFrom passwordFrom,
    @JsonPropertyDescription("Template of the subject, instead of the usual one.")
        @Nullable
        @Size(min = 1, max = 1024)
        String subject,
    @JsonPropertyDescription("Template of the text part, instead of the usual one.")
        @Nullable
        @Size(min = 1, max = 16384)
        String text,
    @JsonPropertyDescription("Template of the HTML part, instead of the usual one.")
        @Nullable
        @Size(min = 1, max = 32768)
        String html) {

  public Email {
    port = Objects.requireNonNullElse(port, 587);
    security = Objects.requireNonNullElse(security, Security.STARTTLS);
    to = to == null ? List.of() : List.copyOf(to);
  }

  /** How the connection is encrypted. */
  public enum Security {
    STARTTLS,
    TLS,
    NONE
  }
}
