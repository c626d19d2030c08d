// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.model.ResourceId;
import dev.skopos.report.InsightReports;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which sources' reports a caller may see: those that it may view; by their kinds. Those of
 * everything are for who may view everything.
 */
public final class ReportViews implements Predicate<ResourceId> {

  /** Their resources, as rights name them; reports of other kinds are shown to nobody. */
  private static final Map<String, String> KINDS =
      Map.of(ObjectiveDefinition.KIND, "servicelevelobjectives");

  private static final String EVERYWHERE = "";

  private final AccessControl access;
  private final Caller caller;
  private final Map<String, Views> views = new HashMap<>();
  private final Sights sights;

  /** The kinds that have reports, in order. */
  static SortedSet<String> kinds() {
    SortedSet<String> kinds = new TreeSet<>(KINDS.keySet());
    kinds.add(InsightReports.KIND);
    return kinds;
  }

  /** Asks when it is asked. */
  public ReportViews(AccessControl access, Caller caller) {
    this.access = access;
    this.caller = caller;
    this.sights = new Sights(access, caller);
  }

  @Override
  public boolean test(ResourceId source) {
    if (source.kind().equals(InsightReports.KIND)) {
      return sights.seesAll(EVERYWHERE);
    }
    String resource = KINDS.get(source.kind());
    return resource != null
        && views.computeIfAbsent(resource, each -> new Views(access, caller, each)).test(source);
  }
}
