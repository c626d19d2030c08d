// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.observe.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues as Skopos' API shows them. */
final class IssueView {

  private IssueView() {}

  /**
   * All that a caller may see.
   *
   * @param askedAt when the store was asked; null: not yet
   * @param leftOut answers with more series than are looked at, so that issues may be missing
   * @param unanswered what could not be asked of the store, so that issues may be missing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(
      List<One> issues, @Nullable String askedAt, List<LeftOut> leftOut, List<String> unanswered) {}

  /**
   * An answer that is not complete.
   *
   * @param series how many are left out; null: the caller may not see all of them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LeftOut(String question, @Nullable Integer series) {

    static LeftOut of(Facts.LeftOut each) {
      return new LeftOut(
          each.question().name(), each.series().isPresent() ? each.series().getAsInt() : null);
    }
  }

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

  static Found list(List<Issue> issues, Facts facts) {
    return new Found(
        issues.stream().map(IssueView::one).toList(),
        Optional.ofNullable(facts.askedAt()).map(Object::toString).orElse(null),
        facts.leftOut().stream().map(LeftOut::of).toList(),
        facts.failures());
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
