// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What both programs have to do, one after the other, on the same input. */
interface Workload {

  /** A figure of a workload; smaller is better in all of them. */
  record Measure(String text, String must, String goal) {}

  /** As in the table of the report, for instance {@code W2}. */
  String name();

  /** One line for the report. */
  String description();

  List<Measure> measures();

  /** Runs it; gives a figure for each measure, by its text. */
  Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException;
}
