// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.List;

/**
 * A report as a channel is told of it: whatever it is about, each kind of channel shows it in its
 * own way. Immutable.
 *
 * @param source the resource that it is about
 * @param name which of the source's reports it is
 * @param title what it is about and of what time, in one line
 * @param facts the most important ones, in the order in which they are read
 * @param from where its period begins
 * @param to where its period ends
 * @param created when it was made
 * @param url where it is kept
 * @param json the whole report
 * @param attachments the report in the formats that were asked for
 */
public record ReportMessage(
    String key,
    String receiver,
    ResourceId source,
    String name,
    String title,
    List<Fact> facts,
    Instant from,
    Instant to,
    Instant created,
    String url,
    String externalUrl,
    String json,
    List<Attachment> attachments)
    implements Message {

  /** Something that a report found, for people. */
  public record Fact(String name, String value) {}

  /** The report in one format. */
  public record Attachment(String file, String mediaType, String content) {}

  public ReportMessage {
    facts = List.copyOf(facts);
    attachments = List.copyOf(attachments);
  }

  @Override
  public String groupKey() {
    return "{}:{report=\"" + source + ' ' + name + "\"}";
  }
}
