// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import java.util.Optional;

/** What is wrong with a request; of many problems the first few are told. */
final class Problems {

  private static final int TOLD = 5;
  private static final int LONGEST = 500;

  private final StringBuilder text = new StringBuilder();
  private int count;

  void add(String problem) {
    count++;
    if (count <= TOLD) {
      text.append(text.isEmpty() ? "" : "; ");
      text.append(problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "...");
    }
  }

  Optional<String> summary() {
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        count <= TOLD ? text.toString() : "%s; and %d more".formatted(text, count - TOLD));
  }
}
