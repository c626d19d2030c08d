// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.notificationchannel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.SecretFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A message to an incoming webhook of Slack. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "!has(self.iconEmoji) || !has(self.iconUrl)",
    message = "set at most one of iconEmoji, iconUrl")
public record Slack(
    @JsonPropertyDescription("Where the URL of the incoming webhook comes from; it is a secret.")
        @Required
        SecretFrom webhookURLFrom,
    @JsonPropertyDescription(
            "Channel or user to post to, for instance #storage; by default that of the webhook.")
        @Nullable
        @Size(min = 1, max = 80)
        String channel,
    @JsonPropertyDescription("Name that the message appears under.")
        @Nullable
        @Size(min = 1, max = 80)
        String username,
    @JsonPropertyDescription("Emoji shown as the sender's icon, for instance :lighthouse:.")
        @Nullable
        @Pattern("^:[^:\\s]+:$")
        @Size(min = 3, max = 100)
        String iconEmoji,
    @JsonPropertyDescription("URL of an image shown as the sender's icon.")
        @Nullable
        @Pattern("^https?://[^\\s@]+$")
        @Size(min = 1, max = 2048)
        String iconUrl,
    @JsonPropertyDescription("Template of the title, instead of the usual one.")
        @Nullable
        @Size(min = 1, max = 1024)
        String title,
    @JsonPropertyDescription("Template of the text in Slack's markup, instead of the usual one.")
        @Nullable
        @Size(min = 1, max = 16384)
        String text) {}
