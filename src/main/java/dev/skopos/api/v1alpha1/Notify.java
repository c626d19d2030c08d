// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who is told of an alert. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Notify(
    @JsonPropertyDescription("Channels that get every notification of this resource.")
        @Required
        @Size(min = 1, max = 10)
        List<ChannelReference> channels) {

  public Notify {
    channels = channels == null ? List.of() : List.copyOf(channels);
  }
}
