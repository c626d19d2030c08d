// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static java.lang.Integer.parseInt;

import dev.skopos.model.Labels;
import dev.skopos.promql.Script.Command;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Runs scripts against the engine and collects what differs. Annotations are not compared. */
final class ScriptRunner {

  /** The outcome of one query of a script; problem is empty if all was as wanted. */
  record Outcome(String script, int line, String query, String problem) {

    boolean passed() {
      return problem.isEmpty();
    }
  }

  private static final Pattern HISTOGRAMS =
      Pattern.compile("\\{\\{[^}]*}}(?:[+-]\\{\\{[^}]*}})?(?:x(\\d+))?");

  private final Script script;
  private final List<Outcome> outcomes = new ArrayList<>();
  private InMemoryStore store = new InMemoryStore();
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
        store = new InMemoryStore();
        engine = new Engine(store, EngineOptions.DEFAULTS);
      }
      case Command.Load(String interval, List<String> series) -> load(interval, series);
      case Command.Eval eval ->
          outcomes.add(new Outcome(script.name(), eval.line(), eval.query(), problem(eval)));
    }
  }

  private void load(String interval, List<String> lines) throws Exception {
    long milliseconds = Math.round(seconds(interval) * 1000);
    Map<Labels, TreeMap<Long, Double>> samples = new TreeMap<>();
    for (String line : lines) {
      if (line.contains("@st")) {
        // Start times of counters are not read yet either.
        continue;
      }
      SeriesDescription series = SeriesDescription.parse(withoutHistograms(line));
      TreeMap<Long, Double> values = samples.computeIfAbsent(series.labels(), _ -> new TreeMap<>());
      for (int i = 0; i < series.values().size(); i++) {
        if (!SeriesDescription.isGap(series.values().get(i))) {
          values.put(i * milliseconds, series.values().get(i));
        }
      }
    }
    append(samples);
  }

  /** Native histograms are not read yet: they become gaps, what is asked of them differs. */
  private static String withoutHistograms(String line) {
    return HISTOGRAMS
        .matcher(line)
        .replaceAll(match -> match.group(1) == null ? "_" : "_x" + (1 + parseInt(match.group(1))));
  }

  private void append(Map<Labels, ? extends Map<Long, Double>> samples) {
    Appender appender = store.appender();
    samples.forEach(
        (labels, values) ->
            values.forEach((timestamp, value) -> append(appender, labels, timestamp, value)));
    appender.commit();
  }

  private static void append(Appender appender, Labels labels, long timestamp, double value) {
    try {
      appender.append(labels, timestamp, value);
    } catch (AppendException _) {
      // Some scripts load a series twice; the samples that are there stay, as in Prometheus.
    }
  }

  private String problem(Command.Eval eval) {
    Value value;
    try {
      value = evaluate(eval);
    } catch (ParseException | QueryException e) {
      return Expectation.fails(eval) ? Expectation.wrongMessage(eval, e) : "failed: " + e;
    } catch (RuntimeException e) {
      return "threw " + e;
    }
    if (Expectation.fails(eval)) {
      return "did not fail but gave " + value;
    }
    try {
      return new Expectation(eval, seconds(eval.times().from()), seconds(eval.times().step()))
          .compare(value);
    } catch (ParseException | RuntimeException e) {
      return "expectation not understood: " + e;
    }
  }

  private Value evaluate(Command.Eval eval) throws ParseException {
    if (eval.times().isInstant()) {
      return engine.instant(engine.parse(eval.query()), instant(eval.times().from()));
    }
    Duration step = Duration.ofMillis(Math.round(seconds(eval.times().step()) * 1000));
    return engine.range(
        engine.parse(eval.query()), instant(eval.times().from()), instant(eval.times().to()), step);
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
