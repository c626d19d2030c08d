// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Which kept report has reached which channel. A delivery is there from the moment that its report
 * is kept, and for as long. Thread-safe; calls block for as long as a disk.
 */
public interface ReportOutbox {

  /** The most reports whose deliveries are asked for at once. */
  int MOST_REPORTS = 1_000;

  /**
   * The deliveries that wait, those of the oldest reports first.
   *
   * @param limit the most deliveries, at least 1
   * @throws IOException when the records are away
   */
  List<ReportDelivery> waiting(int limit) throws IOException;

  /**
   * Keeps how far a delivery is; it is durable when this returns. Nothing happens when its report
   * is gone, or was made again.
   *
   * @throws IOException when the records are away
   */
  void note(ReportDelivery delivery) throws IOException;

  /**
   * The deliveries of reports, in the order of their channels.
   *
   * @param reports at most {@value #MOST_REPORTS}
   * @throws IOException when the records are away
   */
  List<ReportDelivery> of(Collection<UUID> reports) throws IOException;
}
