// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.skopos.insight.observe.Observed;
import dev.skopos.insight.observe.Sight;
import dev.skopos.model.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the store is asked about for one who looks. Immutable.
 *
 * @param everything whether all namespaces are asked about; then none is named
 * @param checks the namespaces of checks that may be seen; likewise the others
 */
record Scope(
    int hours,
    boolean everything,
    Set<String> checks,
    Set<String> alerts,
    Set<String> channels,
    Set<String> objectives) {

  /** Expressions that name more would be longer than what they save. */
  static final int MOST_NAMESPACES = 100;

  Scope {
    checks = Set.copyOf(checks);
    alerts = Set.copyOf(alerts);
    channels = Set.copyOf(channels);
    objectives = Set.copyOf(objectives);
  }

  static Scope everything(int hours) {
    return new Scope(hours, true, Set.of(), Set.of(), Set.of(), Set.of());
  }

  /**
   * What concerns one who looks.
   *
   * @param seen only what may be seen
   */
  static Scope of(Observed seen, Sight sight, int hours) {
    Scope scope =
        new Scope(
            hours,
            false,
            namespaces(seen.checks().stream().map(each -> each.id())),
            alerts(seen, sight),
            namespaces(seen.channels().stream().map(each -> each.definition().id())),
            namespaces(seen.objectives().stream().map(each -> each.definition().id())));
    boolean many = scope.all().anyMatch(each -> each.size() > MOST_NAMESPACES);
    return many || sight.seesAll("") ? everything(hours) : scope;
  }

  /** Alerts say their namespace, but not which kind of resource they are of. */
  static Set<String> alerts(Observed seen, Sight sight) {
    return namespaces(seen.rules().stream().map(each -> each.definition().id())).stream()
        .filter(sight::seesAll)
        .collect(toSet());
  }

  private static Set<String> namespaces(Stream<ResourceId> ids) {
    return ids.map(ResourceId::namespace).collect(toSet());
  }

  private Stream<Set<String>> all() {
    return Stream.of(checks, alerts, channels, objectives);
  }

  /** Whether there is nothing to ask. */
  boolean isNothing() {
    return !everything && all().allMatch(Set::isEmpty);
  }

  /** Whether one of the sets is asked about. */
  boolean asks(Set<String> namespaces) {
    return everything || !namespaces.isEmpty();
  }

  /** The matchers of a selector: its own, and that of the namespaces. */
  String matchers(String label, Set<String> namespaces, String... own) {
    // Names of namespaces have nothing in them that means anything in a regular expression.
    Stream<String> places =
        everything
            ? Stream.empty()
            : Stream.of(label + namespaces.stream().sorted().collect(joining("|", "=~\"", "\"")));
    String all = Stream.concat(List.of(own).stream(), places).collect(joining(","));
    return all.isEmpty() ? "" : '{' + all + '}';
  }
}
