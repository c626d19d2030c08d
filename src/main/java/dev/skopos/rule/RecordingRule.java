// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.RuleState.SavedRule;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The series that one rule records, as in Prometheus: a series that is not given any more gets a
 * stale marker. Not thread-safe.
 */
final class RecordingRule implements ActiveRule {

  private RuleIdentity identity;
  private @Nullable CompiledRecord rule;

  /** What each series of the last result is written to; most results have the same series again. */
  private Map<Labels, Labels> targets = new HashMap<>();

  private Set<Labels> written = new HashSet<>();

  RecordingRule(CompiledRecord rule) {
    this.identity = RuleIdentity.of(rule.definition());
    this.rule = rule;
  }

  /** Goes on with the series from before a restart; what the rule is has yet to be said. */
  RecordingRule(RuleIdentity identity, Collection<Labels> restored) {
    this.identity = identity;
    written.addAll(restored);
  }

  /** The rule from now on. */
  void become(CompiledRecord next) {
    rule = next;
    identity = RuleIdentity.of(next.definition());
    targets = new HashMap<>();
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  @Override
  public boolean isIdle() {
    return written.isEmpty();
  }

  @Override
  public SavedRule saved() {
    return SavedRule.recording(identity, written);
  }

  @Override
  public Outcome evaluate(Evaluation evaluation) {
    CompiledRecord present = Objects.requireNonNull(rule, "a rule that was not told what it is");
    List<Element> elements;
    try {
      elements = evaluation.queries().query(present.definition().expr(), evaluation.written());
    } catch (QueryFailedException e) {
      return new Failed(new Problem("QueryFailed", Objects.toString(e.getMessage())));
    }
    Map<Labels, Labels> next = HashMap.newHashMap(elements.size());
    boolean same = elements.size() == targets.size() && targets.size() == written.size();
    for (Element element : elements) {
      Labels target = targets.get(element.labels());
      same &= target != null;
      next.put(element.labels(), target == null ? present.series(element.labels()) : target);
    }
    if (same && next.size() == elements.size()) {
      targets = next;
      return new Evaluated(samples(elements, next, evaluation.written()), next.size(), null, false);
    }
    Set<Labels> series = new HashSet<>(next.values());
    if (series.size() < elements.size()) {
      return new Failed(duplicate());
    }
    if (evaluation.limit() > 0 && series.size() > evaluation.limit()) {
      return new Failed(exceeded(evaluation.limit(), series.size()));
    }
    return record(elements, next, series, evaluation.written());
  }

  private Evaluated record(
      List<Element> elements, Map<Labels, Labels> next, Set<Labels> series, Instant at) {
    List<RuleSample> samples = samples(elements, next, at);
    end(series, at.toEpochMilli(), samples);
    boolean more = !written.containsAll(series);
    targets = next;
    written = series;
    return new Evaluated(samples, elements.size(), null, more);
  }

  private static List<RuleSample> samples(
      List<Element> elements, Map<Labels, Labels> targets, Instant at) {
    List<RuleSample> samples = new ArrayList<>(elements.size());
    for (Element element : elements) {
      Labels target = Objects.requireNonNull(targets.get(element.labels()));
      samples.add(new RuleSample(target, at.toEpochMilli(), element.value(), element.histogram()));
    }
    return samples;
  }

  private void end(Set<Labels> present, long time, List<RuleSample> samples) {
    for (Labels before : written) {
      if (!present.contains(before)) {
        samples.add(new RuleSample(before, time, Sample.STALE));
      }
    }
  }

  private static Problem duplicate() {
    return new Problem(
        "DuplicateSeries",
        "vector contains metrics with the same labelset after applying rule labels");
  }

  private static Problem exceeded(int limit, int series) {
    return new Problem(
        "LimitExceeded", "exceeded limit of %d with %d series".formatted(limit, series));
  }

  @Override
  public Retired retire(Instant at, Instant when) {
    List<RuleSample> samples = new ArrayList<>();
    end(Set.of(), when.toEpochMilli(), samples);
    targets = new HashMap<>();
    written = new HashSet<>();
    return new Retired(samples, List.of());
  }
}
