// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.UUID;

/**
 * A report that was made, without its content. Immutable.
 *
 * @param source the resource that it is about
 * @param name which of the source's reports it is, at most {@value #MOST_NAME} characters
 * @param from where its period begins
 * @param to where its period ends, after {@code from}
 */
public record ReportRecord(
    UUID id,
    ResourceId source,
    String name,
    Instant from,
    Instant to,
    Instant created,
    ReportFormat format) {

  /** The longest name. */
  public static final int MOST_NAME = 253;

  /** Rejects long names and empty periods. */
  public ReportRecord {
    if (name.length() > MOST_NAME) {
      throw new IllegalArgumentException(
          "name has %d characters; expected at most %d".formatted(name.length(), MOST_NAME));
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the period ends at %s; expected after %s".formatted(to, from));
    }
  }
}
