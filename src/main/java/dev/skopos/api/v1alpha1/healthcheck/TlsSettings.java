// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.healthcheck;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.SecretFrom;
import dev.skopos.api.v1alpha1.ValueFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the TLS certificate of a target is verified and judged. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.clientCertificateFrom) == has(self.clientKeyFrom)",
    message = "set both of clientCertificateFrom, clientKeyFrom or none")
@ValidationRule(
    value = "!has(self.caFrom) || !self.insecureSkipVerify",
    message = "insecureSkipVerify makes caFrom useless: set one of them",
    fieldPath = ".insecureSkipVerify")
public record TlsSettings(
    @JsonPropertyDescription(
            "PEM certificates of the authorities to trust, instead of those of the system.")
        @Nullable ValueFrom caFrom,
    @JsonPropertyDescription("PEM certificate that the check presents, with its chain.")
        @Nullable ValueFrom clientCertificateFrom,
    @JsonPropertyDescription("PEM private key of the certificate that the check presents.")
        @Nullable SecretFrom clientKeyFrom,
    @JsonPropertyDescription(
            "Name to ask the target for and to expect in its certificate; by default the host.")
        @Nullable
        @Pattern("^[A-Za-z0-9._-]+$")
        @Size(min = 1, max = 253)
        String serverName,
    @JsonPropertyDescription("Lowest version of TLS that is accepted.") @Default("TLSv1.2")
        Version minVersion,
    @JsonPropertyDescription(
            "Accepts any certificate. What it says is still read, reported and judged by its end.")
        @Default("false")
        boolean insecureSkipVerify,
    @JsonPropertyDescription("How long before its end the certificate is reported.")
        @Nullable Certificate certificate) {

  public TlsSettings {
    minVersion = Objects.requireNonNullElse(minVersion, Version.V1_2);
  }

  /** Versions of TLS. */
  public enum Version {
    @JsonProperty("TLSv1.2")
    V1_2,
    @JsonProperty("TLSv1.3")
    V1_3
  }

  /** How long before its end a certificate is reported. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value =
          "!has(self.warnBefore) || !has(self.failBefore)"
              + " || duration(self.failBefore) <= duration(self.warnBefore)",
      message = "failBefore must not be longer than warnBefore",
      fieldPath = ".failBefore")
  public record Certificate(
      @JsonPropertyDescription(
              "Runs are degraded when the certificate ends within this time, for instance 504h.")
          @Nullable
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval warnBefore,
      @JsonPropertyDescription(
              "Runs fail when the certificate ends within this time, for instance 168h.")
          @Nullable
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval failBefore) {}
}
