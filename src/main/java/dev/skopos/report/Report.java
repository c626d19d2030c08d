// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.notify.channel.ReportMessage.Fact;
import java.util.List;

/** A report of anything, which can be kept and delivered. Immutable. */
public interface Report {

  /** What it is about, of what time and how it is, in one line: the subject of a mail. */
  String title();

  /** The most important findings, in the order in which they are read; a mail shows them. */
  List<Fact> facts();

  /** The whole report. */
  String write(ReportFormat format);
}
