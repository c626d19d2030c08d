// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which sources' reports a caller may see: those that it may view; by their kinds. */
public final class ReportViews implements Predicate<ResourceId> {

  /** Their resources, as rights name them; reports of other kinds are shown to nobody. */
  private static final Map<String, String> KINDS =
      Map.of(ObjectiveDefinition.KIND, "servicelevelobjectives");

  private final AccessControl access;
  private final Caller caller;
  private final Map<String, Views> views = new HashMap<>();

  /** The kinds that have reports, in order. */
  static SortedSet<String> kinds() {
    return new TreeSet<>(KINDS.keySet());
  }

  /** Asks when it is asked. */
  public ReportViews(AccessControl access, Caller caller) {
    this.access = access;
    this.caller = caller;
  }

  @Override
  public boolean test(ResourceId source) {
    String resource = KINDS.get(source.kind());
    return resource != null
        && views.computeIfAbsent(resource, each -> new Views(access, caller, each)).test(source);
  }
}
