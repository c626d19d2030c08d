// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds issues. */
public final class Issues {

  /** More are left out, the mildest first. */
  public static final int MOST = 500;

  private static final Comparator<Issue> WORST_FIRST =
      Comparator.comparing(Issue::severity)
          .thenComparing(Issue::namespace)
          .thenComparing(Issue::pattern)
          .thenComparing(each -> each.affected().getFirst())
          .thenComparing(Issue::message);

  private Issues() {}

  /** All issues in what is known, the worst first. */
  public static List<Issue> in(Evidence evidence) {
    return Arrays.stream(Pattern.values())
        .flatMap(pattern -> pattern.issues(evidence).stream())
        .sorted(WORST_FIRST)
        .limit(MOST)
        .toList();
  }
}
