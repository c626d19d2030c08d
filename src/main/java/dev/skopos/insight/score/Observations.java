// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.insight.observe.Observed;
import java.util.ArrayList;
import java.util.List;

/** What speaks for and against all that is observed. */
final class Observations {

  private Observations() {}

  static List<Observation> of(Observed observed) {
    List<Observation> all = new ArrayList<>();
    observed.checks().forEach(each -> all.add(CheckPoints.of(each)));
    observed.rules().forEach(each -> all.addAll(AlertPoints.of(each)));
    observed.objectives().forEach(each -> all.add(BudgetPoints.of(each)));
    observed.forecasts().forEach(each -> all.addAll(CapacityPoints.of(each)));
    return all;
  }
}
