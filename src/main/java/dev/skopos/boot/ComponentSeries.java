// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.rest.Components;
import dev.skopos.rest.Components.Component;
import dev.skopos.store.Queryable;
import java.util.Comparator;
import java.util.List;

/**
 * {@code skopos_component_up} as it is now, without a store in between: whatever the span, each
 * series has one sample, at its end.
 */
final class ComponentSeries implements Queryable {

  static final String METRIC = "skopos_component_up";

  private final Components components;

  ComponentSeries(Components components) {
    this.components = components;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    return components.components().stream()
        .map(component -> series(component, to))
        .filter(series -> matchers.stream().allMatch(matcher -> matcher.matches(series.labels())))
        .sorted(Comparator.comparing(Series::labels))
        .toList();
  }

  private static Series series(Component component, long at) {
    Labels labels = Labels.of(Labels.METRIC_NAME, METRIC, "component", component.name());
    return new Series(labels, new long[] {at}, new double[] {component.up() ? 1 : 0});
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return select(from, to, matchers).stream().map(Series::labels).toList();
  }
}
