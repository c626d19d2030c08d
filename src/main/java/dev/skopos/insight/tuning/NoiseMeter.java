// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.alert.Alert;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/** Finds the rules that fire most, from the series that tell of alerts. Thread-safe. */
public final class NoiseMeter {

  /** The longest window. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private static final Duration SLICE = Duration.ofDays(1);
  private static final int MOST_FIRINGS = 100_000;

  private static final Comparator<NoisyRule.Name> BY_NAME =
      Comparator.comparing(NoisyRule.Name::namespace)
          .thenComparing(NoisyRule.Name::alert)
          .thenComparing(NoisyRule.Name::severity);

  private final HistoryReader reader;
  private final InstantSource clock;

  public NoiseMeter(HistoryReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Counts the last days.
   *
   * @param days from 1 to 30
   * @param known the rules in force, whoever may see them
   * @param visible which rules are counted at all, by their name and where they may be declared
   * @param cancelled asked often; once it is true the work ends
   * @throws ReadFailedException when the store does not answer, or it takes too long
   */
  public NoiseReport measure(
      int days,
      List<KnownRule> known,
      BiPredicate<NoisyRule.Name, List<KnownRule>> visible,
      BooleanSupplier cancelled)
      throws ReadFailedException {
    if (days < 1 || days > LONGEST.toDays()) {
      throw new IllegalArgumentException(days + " days");
    }
    Instant to = clock.instant();
    Instant from = to.minus(SLICE.multipliedBy(days));
    FiringCollector collector = new FiringCollector(MOST_FIRINGS);
    for (Instant end = from.plus(SLICE); !end.isAfter(to); end = end.plus(SLICE)) {
      if (cancelled.getAsBoolean()) {
        throw new ReadFailedException("it took longer than a query may take");
      }
      collect(end, collector, cancelled);
    }
    List<RuleNoise> noises = new ArrayList<>();
    long firings = 0;
    for (Map.Entry<NoisyRule.Name, List<Firing>> each : byRule(collector).entrySet()) {
      List<KnownRule> sources = sources(each.getKey(), known);
      if (visible.test(each.getKey(), sources)) {
        noises.add(new RuleNoise(each.getKey(), sources, each.getValue(), from, to));
        firings += each.getValue().size();
      }
    }
    return report(noises, firings, from, to, collector.isIncomplete());
  }

  private void collect(Instant end, FiringCollector collector, BooleanSupplier cancelled)
      throws ReadFailedException {
    String range = "[" + SLICE.toMillis() + "ms]";
    List<Series> firing = reader.read("ALERTS{alertstate=\"firing\"}" + range, end, cancelled);
    if (firing.isEmpty()) {
      return;
    }
    Map<Labels, Series> since = new HashMap<>();
    for (Series each : reader.read("ALERTS_FOR_STATE" + range, end, cancelled)) {
      since.put(each.labels().without(FiringCollector.NOT_OF_ALERT), each);
    }
    for (Series each : firing) {
      Labels alert = each.labels().without(FiringCollector.NOT_OF_ALERT);
      collector.add(alert, each, since.get(alert));
    }
  }

  private static Map<NoisyRule.Name, List<Firing>> byRule(FiringCollector collector) {
    Map<NoisyRule.Name, List<Firing>> rules = new TreeMap<>(BY_NAME);
    for (Firing firing : collector.firings()) {
      Labels labels = firing.alert();
      NoisyRule.Name name =
          new NoisyRule.Name(
              labels.get(Alert.ORIGIN_LABEL), labels.get("alertname"), labels.get("severity"));
      rules.computeIfAbsent(name, _ -> new ArrayList<>()).add(firing);
    }
    return rules;
  }

  /** A severity that is a template may be any. */
  private static List<KnownRule> sources(NoisyRule.Name name, List<KnownRule> known) {
    return known.stream()
        .filter(each -> each.source().namespace().equals(name.namespace()))
        .filter(each -> each.rule().name().equals(name.alert()))
        .filter(
            each -> {
              String severity = each.rule().labels().getOrDefault("severity", name.severity());
              return severity.equals(name.severity()) || severity.contains("{{");
            })
        .toList();
  }

  private static NoiseReport report(
      List<RuleNoise> noises, long firings, Instant from, Instant to, boolean incomplete) {
    List<NoisyRule> rules =
        noises.stream()
            .map(each -> each.rule(firings))
            .sorted(
                Comparator.comparingLong((NoisyRule each) -> -each.firings())
                    .thenComparing(NoisyRule::firing, Comparator.reverseOrder())
                    .thenComparing(NoisyRule::name, BY_NAME))
            .limit(NoiseReport.MOST_RULES)
            .toList();
    return new NoiseReport(from, to, rules, noises.size(), firings, incomplete);
  }
}
