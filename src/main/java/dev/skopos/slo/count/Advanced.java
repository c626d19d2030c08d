// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.List;

/**
 * How the counting stands.
 *
 * @param complete all samples that there are were counted; otherwise it goes on with the next call
 */
public record Advanced(boolean complete, List<CountProblem> problems) {
  public Advanced {
    problems = List.copyOf(problems);
  }
}
