// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.model.Applied;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a resource itself stands, whatever it watches.
 *
 * @param acceptedGeneration the one in force; null: none was ever valid
 * @param problems what keeps an accepted resource from being ready
 * @param caveat what is to be known of a resource that is ready nevertheless
 * @param handledTriggers annotations that asked for something, with the value handled last
 */
public record Standing(
    Applied applied,
    @Nullable Long acceptedGeneration,
    List<Problem> problems,
    Optional<Problem> caveat,
    Map<String, String> handledTriggers) {

  public Standing {
    problems = List.copyOf(problems);
    handledTriggers = Map.copyOf(handledTriggers);
  }

  /** One thing that is missing, as a sentence without a full stop. */
  public record Problem(Reason reason, String message) {}
}
