// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps reports. Thread-safe; calls block for as long as a disk. */
public interface ReportRecords {

  /** The longest content, in bytes of UTF-8. */
  int MOST_BYTES = 8 << 20;

  /**
   * Which reports are listed.
   *
   * @param namespace of the source; empty: any
   * @param name of the source; empty: any
   */
  record Filter(String namespace, String name) {}

  /**
   * Keeps a report and that it is to be delivered, both or neither; it is durable when this
   * returns. One with the same id is replaced, with what was to be delivered of it.
   *
   * @param contents the report in its formats, in JSON too
   * @param channels who is to get it
   * @throws IllegalArgumentException when a content is too long
   * @throws IOException when the records are away
   */
  void save(
      ReportRecord report, Map<ReportFormat, String> contents, Collection<ResourceId> channels)
      throws IOException;

  /**
   * The reports of a source, the newest first. Times are kept to the millisecond.
   *
   * @param limit the most reports, at least 1
   * @throws IOException when the records are away
   */
  List<ReportRecord> list(ResourceId source, int limit) throws IOException;

  /**
   * Reports of all sources, the newest first.
   *
   * @param offset how many of the newest are left out
   * @param limit the most reports, at least 1
   * @throws IOException when the records are away
   */
  List<ReportRecord> list(Filter filter, int offset, int limit) throws IOException;

  /**
   * The report of that name that was made last.
   *
   * @throws IOException when the records are away
   */
  Optional<ReportRecord> newest(ResourceId source, String name) throws IOException;

  /**
   * Since when a report is wanted: at the first call {@code now}, and the same afterwards, for as
   * long as reports are kept. To the millisecond.
   *
   * @throws IOException when the records are away
   */
  Instant wantedSince(ResourceId source, String name, Instant now) throws IOException;

  /**
   * One report.
   *
   * @throws IOException when the records are away
   */
  Optional<ReportRecord> find(UUID id) throws IOException;

  /**
   * A report in a format; empty when it is not kept in that one.
   *
   * @throws IOException when the records are away
   */
  Optional<String> content(UUID id, ReportFormat format) throws IOException;
}
