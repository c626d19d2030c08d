// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.insight.tuning.FiringSimulation.Firings;
import dev.skopos.insight.tuning.ThresholdAdvice.Candidate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries thresholds of one rule on its history. Used once; not thread-safe. */
final class Trial {

  /** Longer texts are written with an exponent. */
  private static final int LONGEST_PLAIN = 16;

  /** A threshold at which alerts fire for a longer share of the time tells of no event. */
  private static final double MOST_FIRING = 0.1;

  private static final int REFINEMENTS = 5;
  private static final double WEEK = Duration.ofDays(7).toMillis();

  private final TunedRule rule;
  private final Threshold threshold;
  private final History history;
  private final double wanted;
  private final List<Candidate> tried = new ArrayList<>();

  Trial(TunedRule rule, Threshold threshold, History history, double wanted) {
    this.rule = rule;
    this.threshold = threshold;
    this.history = history;
    this.wanted = wanted;
  }

  /** What the rule would have done as it is. */
  Candidate present() {
    return candidate(threshold.value(), text(new BigDecimal(threshold.value())), "present", true);
  }

  /** Tries all of them, and some between those where the rate begins to be too high. */
  void tryAll(Baselines baselines) {
    baselines.candidates().forEach(this::attempt);
    for (int i = 0; i < REFINEMENTS; i++) {
      List<Candidate> descending = leastSensitiveFirst();
      int limit = acceptable(descending);
      if (limit == 0 || limit == descending.size()) {
        return;
      }
      BigDecimal good = new BigDecimal(descending.get(limit - 1).number());
      BigDecimal bad = new BigDecimal(descending.get(limit).number());
      BigDecimal between = baselines.between(good, bad);
      if (isNew(between)) {
        attempt(between, "between two others");
      } else {
        return;
      }
    }
  }

  private boolean isNew(BigDecimal number) {
    return tried.stream().noneMatch(each -> each.value() == number.doubleValue());
  }

  private void attempt(BigDecimal number, String origin) {
    tried.add(candidate(number.doubleValue(), text(number), origin, false));
  }

  private Candidate candidate(double limit, String number, String origin, boolean present) {
    Firings firings =
        FiringSimulation.run(history, threshold, limit, rule.hold(), rule.keepFiringFor());
    return new Candidate(
        limit,
        number,
        origin,
        present,
        firings.count(),
        firings.count() * WEEK / Math.max(1, history.observedMillis()),
        firings.firing(),
        firings.series());
  }

  private List<Candidate> leastSensitiveFirst() {
    return tried.stream()
        .sorted(Comparator.comparingDouble(each -> -threshold.direction() * each.value()))
        .toList();
  }

  /** How many of the least sensitive fire as rarely as is wanted, without one that does not. */
  private int acceptable(List<Candidate> leastSensitiveFirst) {
    for (int i = 0; i < leastSensitiveFirst.size(); i++) {
      if (!isAcceptable(leastSensitiveFirst.get(i))) {
        return i;
      }
    }
    return leastSensitiveFirst.size();
  }

  private boolean isAcceptable(Candidate each) {
    double all = (double) history.observedMillis() * history.series();
    return each.firingsPerWeek() <= wanted && each.firing().toMillis() <= MOST_FIRING * all;
  }

  /** The most sensitive one that fires as rarely as is wanted, as do all less sensitive ones. */
  @Nullable Candidate best() {
    List<Candidate> descending = leastSensitiveFirst();
    int acceptable = acceptable(descending);
    return acceptable == 0 ? null : descending.get(acceptable - 1);
  }

  /** All that were tried and the present one, from the most sensitive to the least. */
  List<Candidate> table(Candidate present) {
    List<Candidate> all = new ArrayList<>(tried);
    all.removeIf(each -> each.value() == present.value());
    all.add(present);
    all.sort(Comparator.comparingDouble(each -> threshold.direction() * each.value()));
    return all;
  }

  private static String text(BigDecimal number) {
    String plain = number.stripTrailingZeros().toPlainString();
    return plain.length() <= LONGEST_PLAIN ? plain : Double.toString(number.doubleValue());
  }
}
