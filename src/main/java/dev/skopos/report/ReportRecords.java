// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps reports. Thread-safe; calls block for as long as a disk. */
public interface ReportRecords {

  /** The longest content, in bytes of UTF-8. */
  int MOST_BYTES = 8 << 20;

  /** A report with its content. */
  record Stored(ReportRecord report, String content) {}

  /**
   * Keeps a report; it is durable when this returns. One with the same id is replaced, so that a
   * failed attempt can be repeated.
   *
   * @throws IllegalArgumentException when the content is too long
   * @throws IOException when the records are away
   */
  void save(ReportRecord report, String content) throws IOException;

  /**
   * The reports of a source, the newest first. Times are kept to the millisecond.
   *
   * @param limit the most reports, at least 1
   * @throws IOException when the records are away
   */
  List<ReportRecord> list(ResourceId source, int limit) throws IOException;

  /**
   * One report.
   *
   * @throws IOException when the records are away
   */
  Optional<Stored> find(UUID id) throws IOException;
}
