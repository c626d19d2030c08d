// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Script.Command;
import dev.skopos.promql.SeriesDescription.Item;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs scripts against the engine and collects what differs. */
final class ScriptRunner {
  /** The outcome of one query of a script; problem is empty if all was as wanted. */
  record Outcome(String script, int line, String query, String problem) {
    boolean passed() {
      return problem.isEmpty();
    }
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Pattern OF_THE_RANGE =
      Pattern.compile("\\b(?:start|end|range|step)\\s*\\(\\s*\\)");

  private final Script script;
  private final List<Outcome> outcomes = new ArrayList<>();
  private ScriptStore store = new ScriptStore();
  private Engine engine = new Engine(store, EngineOptions.DEFAULTS);

  private ScriptRunner(Script script) {
    this.script = script;
  }

  static List<Outcome> run(Script script) throws Exception {
    ScriptRunner runner = new ScriptRunner(script);
    for (Command command : script.commands()) {
      runner.run(command);
    }
    return runner.outcomes;
  }

  private void run(Command command) throws Exception {
    switch (command) {
      case Command.Clear() -> {
        store = new ScriptStore();
        engine = new Engine(store, EngineOptions.DEFAULTS);
      }
      case Command.Load load -> load(load);
      case Command.Eval eval ->
          outcomes.add(new Outcome(script.name(), eval.line(), eval.query(), problem(eval)));
    }
  }

  private void load(Command.Load load) throws Exception {
    long milliseconds = Math.round(seconds(load.interval()) * 1000);
    ClassicHistograms classic = new ClassicHistograms();
    // A series that is described twice is what the last description says.
    Map<Labels, SeriesDescription> descriptions = new LinkedHashMap<>();
    for (String line : load.series()) {
      // Start times of counters are not kept.
      if (!line.contains("@st")) {
        SeriesDescription description = SeriesDescription.parse(line);
        descriptions.put(description.labels(), description);
      }
    }
    for (SeriesDescription series : descriptions.values()) {
      for (int i = 0; i < series.items().size(); i++) {
        Item item = series.items().get(i);
        if (!item.gap()) {
          store.add(series.labels(), i * milliseconds, item);
          if (item.histogram() == null) {
            classic.add(series.labels(), i * milliseconds, item.number());
          }
        }
      }
    }
    if (load.withCustomBounds()) {
      classic.store(store);
    }
  }

  private String problem(Command.Eval eval) {
    Answer answer;
    try {
      answer = evaluate(eval);
    } catch (ParseException | QueryException e) {
      return Expectation.fails(eval) ? Expectation.wrongMessage(eval, e) : "failed: " + e;
    } catch (RuntimeException e) {
      return "threw " + e + " at " + e.getStackTrace()[0];
    }
    if (Expectation.fails(eval)) {
      return "did not fail but gave " + answer.value();
    }
    try {
      Expectation expectation =
          new Expectation(eval, seconds(eval.times().from()), seconds(eval.times().step()));
      String different = expectation.compare(answer.value());
      if (different.isEmpty()) {
        different = expectation.compareAnnotations(answer);
      }
      return different.isEmpty() ? inARange(eval, expectation, answer.value()) : different;
    } catch (ParseException | RuntimeException e) {
      return "expectation not understood: " + e;
    }
  }

  private Answer evaluate(Command.Eval eval) throws ParseException {
    if (eval.times().isInstant()) {
      return engine.instant(engine.parse(eval.query()), instant(eval.times().from()), () -> false);
    }
    Duration step = Duration.ofMillis(Math.round(seconds(eval.times().step()) * 1000));
    return engine.range(
        engine.parse(eval.query()),
        new Engine.Range(instant(eval.times().from()), instant(eval.times().to()), step),
        () -> false);
  }

  /** An instant query gives what a range query gives at that instant. */
  private String inARange(Command.Eval eval, Expectation expectation, Value value)
      throws ParseException {
    boolean vector = value instanceof Value.Vector || value instanceof Value.Scalar;
    if (!eval.times().isInstant()
        || !vector
        || expectation.isOrdered()
        || OF_THE_RANGE.matcher(eval.query()).find()) {
      return "";
    }
    Instant at = instant(eval.times().from());
    Value range;
    try {
      range = engine.range(engine.parse(eval.query()), at.minus(MINUTE), at.plus(MINUTE), MINUTE);
    } catch (QueryException e) {
      return "failed in a range: " + e;
    }
    List<Value.Point> points = new ArrayList<>();
    for (Series series : ((Value.Matrix) range).series()) {
      for (int i = 0; i < series.length(); i++) {
        if (series.timestamps()[i] == at.toEpochMilli()) {
          points.add(
              new Value.Point(
                  series.labels(),
                  series.timestamps()[i],
                  series.values()[i],
                  series.histogram(i)));
        }
      }
    }
    String different =
        value instanceof Value.Scalar(long timestamp, _)
            ? expectation.compare(new Value.Scalar(timestamp, points.getFirst().value()))
            : expectation.compare(new Value.Vector(points));
    return different.isEmpty() ? "" : "in a range: " + different;
  }

  private static Instant instant(String text) throws ParseException {
    return Instant.ofEpochMilli(Math.round(seconds(text) * 1000));
  }

  static double seconds(String text) throws ParseException {
    if (text.isEmpty()) {
      return 0;
    }
    return Parser.parse(text) instanceof NumberLiteral number ? number.value() : Double.NaN;
  }
}
