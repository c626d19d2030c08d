// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.alert.Alert;
import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the store has answered. Immutable.
 *
 * @param askedAt null: nothing was asked yet
 * @param leftOut answers that are not complete
 * @param failures why questions have no answer, each as a sentence
 */
public record Facts(
    @Nullable Instant askedAt,
    Map<Question, List<Fact>> answers,
    List<LeftOut> leftOut,
    List<String> failures) {

  /** Nothing was asked. */
  public static final Facts NONE = new Facts(null, Map.of(), List.of(), List.of());

  /** More series of one answer are left out. */
  static final int MOST_SERIES = 5_000;

  private static final String NAMESPACE = "namespace";

  /** One series of an answer. */
  public record Fact(Labels labels, double value) {

    public String namespace() {
      return labels.get(NAMESPACE);
    }
  }

  /**
   * An answer with more series than are looked at.
   *
   * @param series how many are left out; empty: who asks may not know, for they are of everybody
   */
  public record LeftOut(Question question, OptionalInt series) {

    /** As a sentence. */
    public String text() {
      return series.isPresent()
          ? "%s: %d series beyond the %d that are looked at"
              .formatted(question, series.getAsInt(), MOST_SERIES)
          : "%s: more series than the %d that are looked at".formatted(question, MOST_SERIES);
    }
  }

  public Facts {
    answers = Map.copyOf(answers);
    leftOut = List.copyOf(leftOut);
    failures = List.copyOf(failures);
  }

  /** Asks all questions; blocks for as long as the answers take. */
  public static Facts ask(SeriesReader reader, Instant at) {
    Map<Question, List<Fact>> answers = new EnumMap<>(Question.class);
    List<LeftOut> leftOut = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Question question : Question.values()) {
      try {
        List<Series> all = reader.read(question.expr(), at);
        answers.put(question, facts(all));
        if (all.size() > MOST_SERIES) {
          leftOut.add(new LeftOut(question, OptionalInt.of(all.size() - MOST_SERIES)));
        }
      } catch (ReadFailedException e) {
        failures.add("%s: %s".formatted(question, e.getMessage()));
      }
    }
    return new Facts(at, answers, leftOut, failures);
  }

  private static List<Fact> facts(List<Series> series) {
    return series.stream()
        .limit(MOST_SERIES)
        .filter(each -> each.length() > 0)
        .map(Facts::fact)
        .toList();
  }

  private static Fact fact(Series series) {
    return new Fact(series.labels(), series.values()[series.length() - 1]);
  }

  /** The series that answer a question. */
  public List<Fact> of(Question question) {
    return answers.getOrDefault(question, List.of());
  }

  /** What is known of each check, by its first series. */
  public Map<ResourceId, Double> ofChecks(Question question) {
    return of(question).stream()
        .collect(Collectors.toMap(Facts::check, Fact::value, (first, _) -> first));
  }

  /** How many series no answer has because there are too many. */
  public int seriesLeftOut() {
    return leftOut.stream().mapToInt(each -> each.series().orElse(0)).sum();
  }

  private static ResourceId check(Fact fact) {
    return new ResourceId("HealthCheck", fact.namespace(), fact.labels().get("name"));
  }

  /** Only what may be seen. */
  public Facts seenBy(Sight sight) {
    Map<Question, List<Fact>> seen = new EnumMap<>(Question.class);
    answers.forEach(
        (question, facts) ->
            seen.put(
                question,
                facts.stream().filter(each -> sees(sight, question.about(), each)).toList()));
    return new Facts(askedAt, seen, sight.seesAll("") ? leftOut : uncounted(), failures);
  }

  private List<LeftOut> uncounted() {
    return leftOut.stream().map(each -> new LeftOut(each.question(), OptionalInt.empty())).toList();
  }

  /** The score of all has no namespace: only who sees all namespaces sees it. */
  private static boolean sees(Sight sight, Question.About about, Fact fact) {
    return switch (about) {
      case CHECK -> sight.sees(check(fact));
      case ALERT -> sight.seesAll(fact.labels().get(Alert.ORIGIN_LABEL));
      case POD, SCORE -> sight.seesAll(fact.namespace());
    };
  }
}
