// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.Optional;

/**
 * Makes the reports of one kind of source. Thread-safe; may block for as long as the records do.
 */
@FunctionalInterface
public interface ReportPrinter {

  /** The report of the period; empty: it cannot be made yet. */
  Optional<Report> print(ReportDefinition definition, ReportPeriod period);
}
