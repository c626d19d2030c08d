// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.issue.Issue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues as Skopos' API shows them. */
final class IssueView {

  private IssueView() {}

  /**
   * All that a caller may see.
   *
   * @param unanswered what could not be asked of the store, so that issues may be missing
   */
  record Found(List<One> issues, List<String> unanswered) {}

  /**
   * An issue.
   *
   * @param namespace empty: it is in several
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record One(
      String pattern,
      String severity,
      String namespace,
      List<String> affected,
      String message,
      String action,
      @Nullable String since) {}

  static Found list(List<Issue> issues, List<String> unanswered) {
    return new Found(issues.stream().map(IssueView::one).toList(), unanswered);
  }

  private static One one(Issue issue) {
    return new One(
        issue.pattern().word(),
        issue.severity().label(),
        issue.namespace(),
        issue.affected(),
        issue.message(),
        issue.action(),
        Optional.ofNullable(issue.since()).map(Object::toString).orElse(null));
  }
}
