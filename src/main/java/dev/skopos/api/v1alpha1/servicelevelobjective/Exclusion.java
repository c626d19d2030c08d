// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Time whose events do not count: once, from one instant to another, or again and again. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "(has(self.from) || has(self.to)) != (has(self.schedule) || has(self.duration))",
    message = "set either from and to, or schedule and duration")
@ValidationRule(value = "has(self.from) == has(self.to)", message = "from and to belong together")
@ValidationRule(
    value = "has(self.schedule) == has(self.duration)",
    message = "schedule and duration belong together")
@ValidationRule(
    value = "!(has(self.from) && has(self.to)) || self.from < self.to",
    message = "to must be later than from",
    fieldPath = ".to")
@ValidationRule(
    value = "!has(self.timeZone) || has(self.schedule)",
    message = "timeZone is of exclusions with a schedule only",
    fieldPath = ".timeZone")
@ValidationRule(
    value = "!has(self.duration) || duration(self.duration) >= duration('1m')",
    message = "duration must be at least 1m",
    fieldPath = ".duration")
public record Exclusion(
    @JsonPropertyDescription("Where a span begins that happens once.") @Nullable Instant from,
    @JsonPropertyDescription("Where it ends.") @Nullable Instant to,
    @JsonPropertyDescription(
            "When recurring spans begin: the five fields of cron, for instance 0 2 * * SUN.")
        @Nullable
        @Size(min = 9, max = 256)
        String schedule,
    @JsonPropertyDescription("How long each recurring span is, for instance 1h.")
        @Nullable
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval duration,
    @JsonPropertyDescription(
            "Time zone of the schedule, for instance Europe/Berlin; UTC by default.")
        @Nullable
        @Size(min = 1, max = 64)
        String timeZone,
    @JsonPropertyDescription("Why the events do not count.") @Required @Size(min = 1, max = 1024)
        String reason,
    @JsonPropertyDescription("Who decided it.") @Nullable @Size(min = 1, max = 253)
        String author) {}
