// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Matcher;
import dev.skopos.slo.count.Indicator.Part;
import dev.skopos.slo.count.Measure.Increments;
import dev.skopos.slo.count.Measure.Verdicts;
import dev.skopos.slo.count.Selection.Weight;
import java.util.HashSet;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * All series of an indicator.
 *
 * @param settled false: there may be other ones next time, even when nothing is counted again
 */
record Selections(List<Selection> list, boolean settled, List<CountProblem> problems) {

  private static Selections settled(Selection... selections) {
    return new Selections(List.of(selections), true, List.of());
  }

  static Selections of(Indicator.Counters counters) {
    boolean bad = counters.part() == Part.BAD;
    List<Matcher> total = counters.total();
    List<Matcher> events = counters.events();
    double ofTotal = bad ? 0 : 1;
    double ofEvents = bad ? 1 : -1;
    if (new HashSet<>(events).containsAll(total)) {
      // the events are among the total: read once
      List<Weight> weights =
          List.of(new Weight(List.of(), ofTotal, 1), new Weight(events, ofEvents, 0));
      return settled(new Selection(total, weights, new Increments()));
    }
    return settled(
        new Selection(total, List.of(new Weight(List.of(), ofTotal, 1)), new Increments()),
        new Selection(events, List.of(new Weight(List.of(), ofEvents, 0)), new Increments()));
  }

  static Selections gauges(List<Matcher> gauge, DoublePredicate good) {
    return settled(new Selection(gauge, List.of(new Weight(List.of(), 1, 1)), new Verdicts(good)));
  }
}
