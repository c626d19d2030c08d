// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.ChannelReference;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A report that is made again and again. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record ReportSchedule(
    @JsonPropertyDescription("Name of the report, each once.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription("When it is made: the five fields of cron, for instance 0 6 1 * *.")
        @Required
        @Size(min = 9, max = 256)
        String schedule,
    @JsonPropertyDescription(
            "Time zone of schedule and period, for instance Europe/Berlin; UTC by default.")
        @Nullable
        @Size(min = 1, max = 64)
        String timeZone,
    @JsonPropertyDescription("Which time it is about: the last one that is complete.")
        @Default("Month")
        Window.Calendar period,
    @JsonPropertyDescription(
            "What it is written as: what is listed, and attached to mails. It is kept as json too.")
        @Size(max = 4)
        List<Format> formats,
    @JsonPropertyDescription(
            "Who gets it when it is made; without any, it is kept only. What a channel cannot take"
                + " waits for it, for 7 days at most.")
        @Size(max = 10)
        List<ChannelReference> channels) {

  public ReportSchedule {
    period = Objects.requireNonNullElse(period, Window.Calendar.MONTH);
    formats = formats == null || formats.isEmpty() ? List.of(Format.HTML) : List.copyOf(formats);
    channels = channels == null ? List.of() : List.copyOf(channels);
  }

  /** What a report is written as. */
  public enum Format {
    @JsonProperty("html")
    HTML,
    @JsonProperty("csv")
    CSV,
    @JsonProperty("json")
    JSON,
    @JsonProperty("markdown")
    MARKDOWN
  }
}
