// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import com.google.re2j.Pattern;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The function info(): adds the labels of info metrics, {@code target_info} unless a matcher names
 * others, to the series with the same instance and job.
 */
final class InfoFunction {

  private static final Set<String> IDENTIFYING = Set.of("instance", "job");
  private static final Matcher TARGET_INFO = Matcher.equal(Labels.METRIC_NAME, "target_info");
  private static final Matcher ANY_INFO =
      Matcher.of(Matcher.Type.REGEX, Labels.METRIC_NAME, ".+_info");

  private final Invocation call;
  private final List<Matcher> nameMatchers = new ArrayList<>();
  private final List<Matcher> dataMatchers = new ArrayList<>();

  private InfoFunction(Invocation call) {
    this.call = call;
    List<Matcher> written =
        call.count() > 1 && call.expression(1) instanceof VectorSelector selector
            ? selector.matchers()
            : List.of(TARGET_INFO);
    for (Matcher matcher : written) {
      (matcher.name().equals(Labels.METRIC_NAME) ? nameMatchers : dataMatchers).add(matcher);
    }
  }

  static Result apply(Invocation call) {
    return new InfoFunction(call).enriched();
  }

  private Result enriched() {
    List<Column> base = call.vector(0);
    Map<Labels, Map<String, List<Column>>> infos = infos(base);
    Columns results = new Columns(call.steps().count(), call::reserve);
    for (Column column : base) {
      call.checkpoint();
      if (isInfo(column)) {
        results.put(column);
      } else {
        Labels identity = column.labels().only(IDENTIFYING);
        enrich(column, infos.getOrDefault(identity, Map.of()), results);
      }
    }
    return new Result.Vector(results.toList());
  }

  /** Info metrics that are asked for by name get no labels of others. */
  private boolean isInfo(Column column) {
    return isNamed() && nameMatchers.stream().allMatch(matcher -> matcher.matches(column.labels()));
  }

  /** Whether a matcher says which info metrics are meant, and not only which are not. */
  private boolean isNamed() {
    return nameMatchers.stream()
        .anyMatch(
            matcher ->
                matcher.type() == Matcher.Type.EQUAL || matcher.type() == Matcher.Type.REGEX);
  }

  /** The times of the info samples, by the labels that identify and by metric name. */
  private Map<Labels, Map<String, List<Column>>> infos(List<Column> base) {
    Map<Set<String>, List<Labels>> wanted = new LinkedHashMap<>();
    for (Column column : base) {
      Labels identity = column.labels().only(IDENTIFYING);
      if (!isInfo(column) && !identity.isEmpty()) {
        wanted.computeIfAbsent(identity.toMap().keySet(), _ -> new ArrayList<>()).add(identity);
      }
    }
    Map<Labels, Map<String, List<Column>>> infos = new HashMap<>();
    wanted.forEach((labels, identities) -> read(labels, identities, infos));
    infos.values().forEach(byName -> byName.values().forEach(this::checkUnique));
    return infos;
  }

  /** Reads the info samples of the series that have the same ones of the identifying labels. */
  private void read(
      Set<String> present, List<Labels> identities, Map<Labels, Map<String, List<Column>>> infos) {
    List<Matcher> matchers = new ArrayList<>(dataMatchers);
    matchers.addAll(nameMatchers);
    if (!isNamed()) {
      matchers.add(nameMatchers.isEmpty() ? TARGET_INFO : ANY_INFO);
    }
    for (String label : IDENTIFYING) {
      matchers.add(present.contains(label) ? anyOf(label, identities) : Matcher.equal(label, ""));
    }
    for (Column info : call.infoTimes(matchers, call.references(0))) {
      infos
          .computeIfAbsent(info.labels().only(IDENTIFYING), _ -> new LinkedHashMap<>())
          .computeIfAbsent(info.labels().metricName(), _ -> new ArrayList<>())
          .add(info);
    }
  }

  private static Matcher anyOf(String label, List<Labels> wanted) {
    Set<String> values = new TreeSet<>();
    wanted.forEach(labels -> values.add(Pattern.quote(labels.get(label))));
    return Matcher.of(Matcher.Type.REGEX, label, String.join("|", values));
  }

  /** Also what nobody asks for must be unique. */
  private void checkUnique(List<Column> candidates) {
    if (candidates.size() > 1) {
      for (int step = 0; step < call.steps().count(); step++) {
        newest(candidates, step);
      }
    }
  }

  private void enrich(Column column, Map<String, List<Column>> infos, Columns results) {
    boolean mayBeAlone = dataMatchers.stream().allMatch(matcher -> matcher.matches(""));
    for (int step = 0; step < column.values().length; step++) {
      if (!column.has(step)) {
        continue;
      }
      List<Labels> found = new ArrayList<>();
      for (List<Column> candidates : infos.values()) {
        Column newest = newest(candidates, step);
        if (newest != null) {
          found.add(newest.labels());
        }
      }
      if (!found.isEmpty() || mayBeAlone) {
        put(results, merged(column.labels(), found), column, step);
      }
    }
  }

  private static void put(Columns results, Labels labels, Column column, int step) {
    Histogram histogram = column.histogram(step);
    if (histogram == null) {
      results.put(labels, column.dropName(), step, column.values()[step]);
    } else {
      results.put(labels, column.dropName(), step, histogram);
    }
  }

  private static @Nullable Column newest(List<Column> candidates, int step) {
    Column newest = null;
    for (Column candidate : candidates) {
      if (!candidate.has(step)) {
        continue;
      }
      if (newest != null && newest.values()[step] == candidate.values()[step]) {
        long at = Math.round(newest.values()[step] * 1000);
        throw new QueryException(
            "found duplicate series for info metric: existing %s @ %d, new %s @ %d"
                .formatted(newest.labels(), at, candidate.labels(), at));
      }
      if (newest == null || newest.values()[step] < candidate.values()[step]) {
        newest = candidate;
      }
    }
    return newest;
  }

  private Labels merged(Labels base, List<Labels> infos) {
    Map<String, String> added = new HashMap<>();
    for (Labels info : infos) {
      info.forEach(
          (name, value) -> {
            if (isAdded(name) && !base.has(name)) {
              String before = added.putIfAbsent(name, value);
              if (before != null && !before.equals(value)) {
                throw new QueryException("conflicting label: " + name);
              }
            }
          });
    }
    Labels.Builder labels = base.toBuilder();
    added.forEach(labels::set);
    return labels.build();
  }

  private boolean isAdded(String label) {
    return !label.equals(Labels.METRIC_NAME)
        && (dataMatchers.isEmpty()
            || dataMatchers.stream().anyMatch(matcher -> matcher.name().equals(label)));
  }
}
