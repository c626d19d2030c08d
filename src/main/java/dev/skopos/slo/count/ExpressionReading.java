// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.slo.count.Indicator.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Evaluates expressions at the end of each minute. A minute for which an expression is refused is
 * tried a few times and then left out; one for which nobody answers waits until somebody does.
 */
final class ExpressionReading implements Reading {

  /** A question costs as much as so many samples: what is behind must not hold up the rules. */
  private static final int QUERY = 10_000;

  /** Scrapes are stored when they are over. */
  private static final long SETTLED_AFTER = 15_000;

  private static final int MOST_ATTEMPTS = 5;
  private static final long[] PROBES = {
    0, Grid.HOUR, 6 * Grid.HOUR, Grid.DAY, 7 * Grid.DAY, 30 * Grid.DAY
  };

  /** An indicator of expressions, as it is asked each minute. */
  sealed interface Question {

    /** The expression that tells whether there is anything. */
    String main();

    record Ratio(Part part, String events, String main) implements Question {}

    record Share(String main) implements Question {}
  }

  private final QueryFunction queries;
  private final Question question;
  private final GroupLimit groups;
  private final Map<Long, Integer> attempts = new HashMap<>();

  private ExpressionReading(QueryFunction queries, Question question, GroupLimit groups) {
    this.queries = queries;
    this.question = question;
    this.groups = groups;
  }

  static Reading of(Indicator.Ratio ratio, QueryFunction queries, GroupLimit groups) {
    return new ExpressionReading(
        queries,
        new Question.Ratio(
            ratio.part(), minutely(ratio.events(), queries), minutely(ratio.total(), queries)),
        groups);
  }

  static Reading of(Indicator.Expression expression, QueryFunction queries, GroupLimit groups) {
    return new ExpressionReading(
        queries, new Question.Share(minutely(expression.good(), queries)), groups);
  }

  private static String minutely(String expression, QueryFunction queries) {
    return MinuteExpression.of(expression, queries.knowsAnchoredRanges());
  }

  @Override
  public long reach(long now) {
    return Math.floorDiv(now - SETTLED_AFTER, Grid.MINUTE) * Grid.MINUTE;
  }

  @Override
  public long overlap() {
    return 0;
  }

  @Override
  public OptionalLong pastRevision() {
    return OptionalLong.empty();
  }

  @Override
  public boolean hasSamplesBefore(long time) throws UnansweredException {
    for (long back : PROBES) {
      if (!query(question.main(), time - back).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Cursors cursors(long at, long to) {
    return new Cursors(new Selections(List.of(), true, List.of()), to);
  }

  @Override
  public long count(long after, long to, Cursors cursors, Counts counts)
      throws UnansweredException {
    long read = 0;
    UnansweredException open = null;
    for (long minute = Grid.minuteOf(after + 1) + 1; minute * Grid.MINUTE <= to; minute++) {
      long time = minute * Grid.MINUTE;
      try {
        read += ask(time, counts);
      } catch (UnansweredException e) {
        // The others are tried too, so that all are given up together and not one after the other.
        if (refuse(time, e) && open == null) {
          open = e;
        }
        counts.leaveOut(time);
      }
    }
    if (open != null) {
      throw open;
    }
    attempts.keySet().removeIf(time -> time > after && time <= to);
    return read;
  }

  /** Whether the minute is to be tried again. */
  private boolean refuse(long time, UnansweredException e) throws UnansweredException {
    if (!e.isRefused()) {
      throw e;
    }
    return attempts.merge(time, 1, Integer::sum) < MOST_ATTEMPTS;
  }

  private int ask(long time, Counts counts) throws UnansweredException {
    return switch (question) {
      case Question.Ratio(Part part, String events, String main) -> {
        List<Element> total = query(main, time);
        List<Element> some = query(events, time);
        boolean bad = part == Part.BAD;
        total.forEach(one -> add(one, time, counts, bad ? 0 : 1, 1));
        some.forEach(one -> add(one, time, counts, bad ? 1 : -1, 0));
        yield 2 * QUERY + total.size() + some.size();
      }
      case Question.Share(String main) -> {
        List<Element> shares = query(main, time);
        shares.forEach(one -> addShare(one, time, counts));
        yield QUERY + shares.size();
      }
    };
  }

  private void add(Element one, long time, Counts counts, double badWeight, double totalWeight) {
    if (one.value() >= 0 && Double.isFinite(one.value())) {
      groups
          .group(one.labels(), time)
          .ifPresent(
              group ->
                  counts
                      .writer(group)
                      .add(
                          time,
                          badWeight * one.value(),
                          totalWeight * one.value(),
                          totalWeight > 0));
    }
  }

  private void addShare(Element one, long time, Counts counts) {
    if (!Double.isNaN(one.value())) {
      double bad = 1 - Math.clamp(one.value(), 0, 1);
      groups
          .group(one.labels(), time)
          .ifPresent(group -> counts.writer(group).add(time, bad, 1, true));
    }
  }

  private List<Element> query(String expression, long time) throws UnansweredException {
    Instant at = Instant.ofEpochMilli(time);
    try {
      List<Element> numbers = new ArrayList<>();
      for (Element element : queries.query(expression, at)) {
        if (element.histogram() != null) {
          throw new QueryFailedException(
              "%s gives native histograms instead of numbers".formatted(expression));
        }
        numbers.add(element);
      }
      return numbers;
    } catch (QueryFailedException e) {
      throw new UnansweredException(
          new CountProblem.QueryFailed(at, Objects.toString(e.getMessage())), !e.isUnavailable());
    }
  }

  @Override
  public List<CountProblem> problems(Cursors cursors) {
    return List.of();
  }
}
