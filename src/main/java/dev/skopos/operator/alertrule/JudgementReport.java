// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.alertrule;

import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus.Judgement;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.StatusValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of the series that a rule judges; pure. */
final class JudgementReport {

  private static final String LEARNED = "Learned";
  private static final MathContext DIGITS = new MathContext(2);

  private JudgementReport() {}

  /** Reasons of the condition. */
  private enum Reason {
    SERIES_LEARNED("SeriesLearned"),
    SHORT_HISTORY("ShortHistory"),
    TOO_MANY_SERIES("TooManySeries"),
    NO_DATA("NoData"),
    QUERY_FAILED("QueryFailed"),
    NOT_LEARNED_YET("NotLearnedYet"),
    SUSPENDED("Suspended");

    private final String word;

    Reason(String word) {
      this.word = word;
    }
  }

  /** Null while nothing is known. */
  static @Nullable Judgement of(JudgementSnapshot snapshot) {
    return snapshot.learnedAt() == null
        ? null
        : new Judgement(
            snapshot.judged(),
            snapshot.learning(),
            snapshot.leftOut(),
            snapshot.strange(),
            chance(snapshot.lowestChance()),
            StatusValues.time(snapshot.learnedAt()));
  }

  private static @Nullable String chance(double chance) {
    return Double.isNaN(chance)
        ? null
        : BigDecimal.valueOf(chance).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Without what every evaluation changes. */
  static @Nullable Judgement material(@Nullable Judgement judgement) {
    return judgement == null
        ? null
        : new Judgement(
            judgement.series(), judgement.learning(), judgement.leftOut(), null, null, null);
  }

  /** Sets {@code Learned}: whether all series can be judged. */
  static void set(Conditions conditions, JudgementSnapshot snapshot) {
    if (snapshot.rule().rule().suspend()) {
      set(conditions, Status.UNKNOWN, Reason.SUSPENDED, "the rule is suspended");
    } else if (snapshot.problem() != null) {
      String message = "the past of the series cannot be read: " + snapshot.problem();
      set(conditions, Status.FALSE, Reason.QUERY_FAILED, message);
    } else if (snapshot.learnedAt() == null) {
      String message = "the past of the series is not known yet";
      set(conditions, Status.UNKNOWN, Reason.NOT_LEARNED_YET, message);
    } else {
      setLearned(conditions, snapshot);
    }
  }

  private static void setLearned(Conditions conditions, JudgementSnapshot snapshot) {
    List<String> gaps = new ArrayList<>();
    if (snapshot.learning() > 0) {
      gaps.add(
          "%d of %d series have too little history (it takes %d days) and are not judged"
              .formatted(
                  snapshot.learning(),
                  snapshot.learning() + snapshot.judged(),
                  snapshot.rule().judgement().fewest().toDays()));
    }
    if (snapshot.leftOut() > 0) {
      gaps.add(
          "%d series are not judged: a rule judges the first %d by their labels, let expr give fewer"
              .formatted(snapshot.leftOut(), JudgementSnapshot.MOST_SERIES));
    }
    if (snapshot.judged() + snapshot.learning() == 0) {
      set(conditions, Status.FALSE, Reason.NO_DATA, "the expression gives no series");
    } else if (gaps.isEmpty()) {
      String message = "%d series are judged".formatted(snapshot.judged());
      set(conditions, Status.TRUE, Reason.SERIES_LEARNED, message);
    } else {
      Reason reason = snapshot.leftOut() > 0 ? Reason.TOO_MANY_SERIES : Reason.SHORT_HISTORY;
      set(conditions, Status.FALSE, reason, String.join("; ", gaps));
    }
  }

  private static void set(Conditions conditions, Status status, Reason reason, String message) {
    conditions.set(LEARNED, status, reason.word, message);
  }
}
