// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import java.util.List;

/**
 * What the page of kept reports shows, as text that only needs to be put in its place.
 *
 * @param namespace what is looked for; empty: everything
 * @param name what is looked for; empty: everything
 * @param problem why nothing is shown; empty: nothing goes wrong
 * @param newer link to the newest ones; empty: these are
 * @param older link to older ones; empty: there are none
 */
record ReportBoard(
    String namespace, String name, String problem, List<Row> rows, String newer, String older) {

  /**
   * A report.
   *
   * @param link to the page of what it is about; empty: there is none
   */
  record Row(
      String source,
      String link,
      String report,
      String title,
      String period,
      String created,
      List<Format> formats,
      List<Delivery> deliveries) {}

  /** A format that it is kept in. */
  record Format(String word, String link) {}

  /** A channel that it goes to. */
  record Delivery(String channel, String state, Tone tone, String reason) {}
}
