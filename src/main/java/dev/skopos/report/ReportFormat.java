// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

/** The formats that a report can have. */
public enum ReportFormat {
  HTML,
  CSV,
  JSON,
  MARKDOWN
}
