// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that should be looked at. Immutable.
 *
 * @param namespace where it is; empty: in several
 * @param affected resources, or containers as {@code pod/container}; at least one
 * @param message what is the matter, with the numbers that were seen
 * @param action what to do about it, for instance a command
 * @param since null: nothing tells when it began
 */
public record Issue(
    Pattern pattern,
    Severity severity,
    String namespace,
    List<String> affected,
    String message,
    String action,
    @Nullable Instant since) {

  public Issue {
    affected = List.copyOf(affected);
    if (affected.isEmpty()) {
      throw new IllegalArgumentException("nothing is affected by " + message);
    }
  }

  static Issue of(
      Pattern pattern, Severity severity, ResourceId resource, String message, String action) {
    return new Issue(
        pattern,
        severity,
        resource.namespace(),
        List.of(resource.toString()),
        message,
        action,
        null);
  }

  /** The same issue with when it began, unless that is known already. */
  public Issue since(@Nullable Instant instant) {
    return since != null
        ? this
        : new Issue(pattern, severity, namespace, affected, message, action, instant);
  }

  /** What makes it the same issue later on, when its numbers have changed. */
  public Key key() {
    return new Key(pattern, namespace, affected);
  }

  /** See {@link #key}. */
  public record Key(Pattern pattern, String namespace, List<String> affected) {}
}
