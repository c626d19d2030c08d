// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ReportMessage.Fact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A report that was made, without its contents. Immutable.
 *
 * @param id the same for all that are made of one period
 * @param source the resource that it is about
 * @param name which of the source's reports it is, at most {@value #MOST_NAME} characters
 * @param title in one line; cut to {@value #MOST_TITLE} characters
 * @param facts of the report; the first {@value #MOST_FACTS}
 * @param from where its period begins
 * @param to where its period ends, after {@code from}
 * @param formats the ones that were asked for
 */
public record ReportRecord(
    UUID id,
    ResourceId source,
    String name,
    String title,
    List<Fact> facts,
    Instant from,
    Instant to,
    Instant created,
    List<ReportFormat> formats) {

  /** The longest name. */
  public static final int MOST_NAME = 253;

  /** The longest title. */
  public static final int MOST_TITLE = 1024;

  /** The most facts. */
  public static final int MOST_FACTS = 50;

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
    title = title.length() <= MOST_TITLE ? title : title.substring(0, MOST_TITLE);
    facts = List.copyOf(facts.size() <= MOST_FACTS ? facts : facts.subList(0, MOST_FACTS));
    formats = List.copyOf(formats);
  }
}
