// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.SecretFrom;
import dev.skopos.api.v1alpha1.ValueFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How TLS is spoken with the targets. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.clientCertificateFrom) == has(self.clientKeyFrom)",
    message = "set both of clientCertificateFrom, clientKeyFrom or none")
@ValidationRule(
    value = "!has(self.caFrom) || !self.insecureSkipVerify",
    message = "insecureSkipVerify makes caFrom useless: set one of them",
    fieldPath = ".insecureSkipVerify")
public record TlsClient(
    @JsonPropertyDescription(
            "PEM certificates of the authorities to trust, instead of those of the system.")
        @Nullable ValueFrom caFrom,
    @JsonPropertyDescription("PEM certificate that is presented to the target, with its chain.")
        @Nullable ValueFrom clientCertificateFrom,
    @JsonPropertyDescription("PEM private key of the certificate that is presented.")
        @Nullable SecretFrom clientKeyFrom,
    @JsonPropertyDescription(
            "Name to ask the target for and to expect in its certificate; by default the host.")
        @Nullable
        @Pattern("^[A-Za-z0-9._-]+$")
        @Size(min = 1, max = 253)
        String serverName,
    @JsonPropertyDescription("Accepts any certificate.") @Default("false")
        boolean insecureSkipVerify) {}
