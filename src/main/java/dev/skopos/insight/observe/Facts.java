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
import java.util.OptionalDouble;

/**
 * What the store has answered. Immutable.
 *
 * @param failures why questions have no answer, each as a sentence
 */
public record Facts(Map<Question, List<Fact>> answers, List<String> failures) {

  /** Nothing was asked. */
  public static final Facts NONE = new Facts(Map.of(), List.of());

  /** More series of one answer are left out. */
  private static final int MOST_SERIES = 5_000;

  private static final String NAMESPACE = "namespace";

  /** One series of an answer. */
  public record Fact(Labels labels, double value) {

    public String namespace() {
      return labels.get(NAMESPACE);
    }
  }

  public Facts {
    answers = Map.copyOf(answers);
    failures = List.copyOf(failures);
  }

  /** Asks all questions; blocks for as long as the answers take. */
  public static Facts ask(SeriesReader reader, Instant at) {
    Map<Question, List<Fact>> answers = new EnumMap<>(Question.class);
    List<String> failures = new ArrayList<>();
    for (Question question : Question.values()) {
      try {
        answers.put(
            question,
            reader.read(question.expr(), at).stream()
                .limit(MOST_SERIES)
                .filter(series -> series.length() > 0)
                .map(Facts::fact)
                .toList());
      } catch (ReadFailedException e) {
        failures.add("%s: %s".formatted(question, e.getMessage()));
      }
    }
    return new Facts(answers, failures);
  }

  private static Fact fact(Series series) {
    return new Fact(series.labels(), series.values()[series.length() - 1]);
  }

  /** The series that answer a question. */
  public List<Fact> of(Question question) {
    return answers.getOrDefault(question, List.of());
  }

  /** What is known of one check. */
  public OptionalDouble of(Question question, ResourceId check) {
    return of(question).stream()
        .filter(each -> check(each).equals(check))
        .mapToDouble(Fact::value)
        .findFirst();
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
    return new Facts(seen, failures);
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
