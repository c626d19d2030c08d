// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import java.util.List;

/**
 * What the page of insights shows, as text that only needs to be put in its place.
 *
 * @param asked when the store was asked for what issues and trends are found in; empty: not yet
 * @param gaps why issues and trends may be missing, each as a sentence
 */
record InsightBoard(
    List<Board.Tile> tiles,
    List<IssueRow> issues,
    String asked,
    List<String> gaps,
    List<Card> namespaces,
    List<ShareRow> shares,
    List<TrendRow> trends,
    Hours hours) {

  /**
   * What happened in the last hours.
   *
   * @param to when the store was asked
   * @param unanswered what it did not answer
   */
  record Hours(String to, List<Figure> figures, List<WorstRow> worst, List<String> unanswered) {}

  /** A number, with what it was before. */
  record Figure(String name, String now, String before) {}

  /** A check that was worse than others. */
  record WorstRow(String check, String uptime, String failed, String p95) {}

  /** An issue. */
  record IssueRow(
      String severity,
      String pattern,
      String affected,
      String message,
      String action,
      String since) {}

  /** How a check has moved. */
  record TrendRow(
      String check,
      String latency,
      String latencyBefore,
      Direction latencyTrend,
      String uptimeDay,
      String uptimeWeek,
      Direction uptimeTrend) {}

  /** Where a number goes, in a word. */
  record Direction(String word, Tone tone) {}

  /** What a namespace takes from the whole. */
  record ShareRow(String namespace, String score, String points) {}

  /** A namespace or a workload. */
  record Card(
      String name,
      String score,
      Tone tone,
      String basis,
      String trend,
      List<DeductionRow> deductions,
      String beyond,
      List<Card> workloads) {}

  /** What is taken from a score. */
  record DeductionRow(
      String points, String kind, String resource, String message, String limited) {}
}
