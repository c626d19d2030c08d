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

/** Credentials of an HTTP request; exactly one kind is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.basic) != has(self.bearer)",
    message = "set exactly one of basic, bearer")
public record Authentication(
    @JsonPropertyDescription("User name and password, sent as Authorization: Basic.")
        @Nullable Basic basic,
    @JsonPropertyDescription("A token, sent as Authorization: Bearer.") @Nullable Bearer bearer) {

  /** User name and password. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "has(self.username) != has(self.usernameFrom)",
      message = "set exactly one of username, usernameFrom")
  public record Basic(
      @JsonPropertyDescription("The user name.")
          @Nullable
          @Pattern("^[^:]+$")
          @Size(min = 1, max = 256)
          String username,
      @JsonPropertyDescription("Where the user name comes from.") @Nullable ValueFrom usernameFrom,
      @JsonPropertyDescription("Where the password comes from.") @Required
          SecretFrom passwordFrom) {}

  /** A bearer token. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Bearer(
      @JsonPropertyDescription("Where the token comes from.") @Required SecretFrom tokenFrom) {}
}
