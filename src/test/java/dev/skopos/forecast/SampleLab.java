// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleStateStore;
import dev.skopos.rule.SampleWriter;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A store in memory behind the real engine, as forecasts and rules read and write it. */
public final class SampleLab {

  /** States of rules, kept for as long as this object lives. */
  public static final class States implements RuleStateStore {
    private final Map<ResourceId, RuleState> states = new HashMap<>();

    @Override
    public Optional<RuleState> load(ResourceId rule) {
      return Optional.ofNullable(states.get(rule));
    }

    @Override
    public void save(ResourceId rule, RuleState state) {
      states.put(rule, state);
    }

    @Override
    public void delete(ResourceId rule) {
      states.remove(rule);
    }

    @Override
    public Set<ResourceId> ids() {
      return Set.copyOf(states.keySet());
    }
  }

  private final InMemoryStore store = new InMemoryStore();
  private final Engine engine = new Engine(store, EngineOptions.DEFAULTS);
  private boolean failing;

  /** From now on forecasts and rules get no answer, or get answers again. */
  public void fail(boolean failing) {
    this.failing = failing;
  }

  private Value ask(String expr, Instant at) throws ParseException {
    if (failing) {
      throw new QueryException("the store does not answer");
    }
    return engine.instant(engine.parse(expr), at);
  }

  /** A {@link SeriesReader}. */
  public List<Series> read(String expr, Instant at) throws SeriesReader.ReadFailedException {
    try {
      return switch (ask(expr, at)) {
        case Value.Matrix(List<Series> series) -> series;
        case Value.Vector vector ->
            vector.points().stream()
                .map(
                    each ->
                        new Series(
                            each.labels(),
                            new long[] {each.timestamp()},
                            new double[] {each.value()}))
                .toList();
        case Value.Scalar _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new SeriesReader.ReadFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  /** A {@link QueryFunction}. */
  public List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    try {
      return elements(ask(expr, at));
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  /** What is in the store, also while it gives no answers. */
  public List<Element> known(String expr, Instant at) {
    try {
      return elements(engine.instant(engine.parse(expr), at));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Element> elements(Value value) {
    return switch (value) {
      case Value.Vector vector ->
          vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
      case Value.Scalar _, Value.Matrix _, Value.Text _ ->
          throw new AssertionError("no vector: " + value);
    };
  }

  /** A {@link SampleWriter} that refuses nothing. */
  public Optional<SampleWriter.Refused> write(List<RuleSample> batch) {
    try {
      Appender appender = store.appender();
      for (RuleSample sample : batch) {
        appender.append(sample.labels(), sample.timestamp(), sample.value());
      }
      appender.commit();
    } catch (AppendException e) {
      throw new AssertionError(e);
    }
    return Optional.empty();
  }
}
