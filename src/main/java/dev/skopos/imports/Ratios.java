// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.imports.WindowQuery.Sum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a ratio of two queries: of counters where that means the same, else of PromQL. */
final class Ratios {

  private static final String PER_SECOND =
      "gives events per second: shares of them are right, numbers of events are not";

  /** What the first query counts. */
  enum Part {
    ERRORS,
    GOOD;

    Part other() {
      return this == ERRORS ? GOOD : ERRORS;
    }
  }

  /** A ratio and the labels of its groups. */
  record Made(Indicator.Ratio ratio, List<String> groupBy) {}

  /** A query and the field where it stands. */
  record Query(Fields fields, String name, WindowQuery query) {}

  private Ratios() {}

  static Made make(Part part, Query events, Query total) {
    Sum all = total.query().sum();
    if (all != null) {
      Sum some = events.query().sum();
      if (some != null && some.alike(all)) {
        return counters(part, events, some, total, all);
      }
      Sum rest = events.query().takenFrom(total.query());
      if (rest != null && rest.alike(all)) {
        return counters(part.other(), events, rest, total, all);
      }
    }
    return expressions(part, events, total);
  }

  private static Made counters(Part part, Query events, Sum some, Query total, Sum all) {
    noteRange(events, some.range());
    noteRange(total, all.range());
    return new Made(ratio(part, some.selector().toString(), all.selector().toString()), all.by());
  }

  private static void noteRange(Query query, @Nullable String range) {
    if (range != null) {
      query
          .fields()
          .note(query.name(), "increments are counted one by one, not over a range of " + range);
    }
  }

  private static Made expressions(Part part, Query events, Query total) {
    Query someEvents = needsWindow(events);
    Query allEvents = needsWindow(total);
    WindowQuery some = someEvents.query();
    WindowQuery all = allEvents.query();
    WindowQuery moreSome = some.asIncrease();
    WindowQuery moreAll = all.asIncrease();
    if (moreSome != null && moreAll != null) {
      some = moreSome;
      all = moreAll;
    } else {
      notePerSecond(someEvents);
      notePerSecond(allEvents);
    }
    List<String> groups = all.groups().stream().sorted().toList();
    boolean same = some.groups().stream().sorted().toList().equals(groups);
    return new Made(ratio(part, some.written(), all.written()), same ? groups : List.of());
  }

  private static void notePerSecond(Query query) {
    if (query.query().hasRates()) {
      query.fields().note(query.name(), PER_SECOND);
    }
  }

  private static Query needsWindow(Query query) {
    if (!query.query().usesWindow()) {
      throw query
          .fields()
          .refuse(query.name(), "neither a sum of counters nor PromQL with a variable window");
    }
    return query;
  }

  static Indicator.Ratio ratio(Part part, String events, String total) {
    return switch (part) {
      case ERRORS -> new Indicator.Ratio(events, null, total);
      case GOOD -> new Indicator.Ratio(null, events, total);
    };
  }

  /** An indicator with nothing but the ratio. */
  static Indicator indicator(Indicator.Ratio ratio) {
    return new Indicator(ratio, null, null, null, null, null);
  }
}
