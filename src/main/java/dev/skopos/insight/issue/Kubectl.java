// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.util.Locale;

/** Commands that actions name. */
final class Kubectl {

  private Kubectl() {}

  static String in(String namespace, String command) {
    return "kubectl -n " + namespace + ' ' + command;
  }

  static String edit(ResourceId id) {
    return in(id.namespace(), "edit " + resource(id));
  }

  static String show(ResourceId id) {
    return in(id.namespace(), "get " + resource(id) + " -o yaml");
  }

  static String mergePatch(ResourceId id, String json) {
    return in(id.namespace(), "patch " + resource(id) + " --type merge -p '" + json + "'");
  }

  /**
   * Some parts of a resource have a number behind its name. Objectives may be made of the resources
   * of other tools, one of which has a kind of the same name as that of Skopos.
   */
  private static String resource(ResourceId id) {
    ResourceId named = ObjectiveOrigin.of(id).map(origin -> origin.resource(id)).orElse(id);
    String kind = named.kind().toLowerCase(Locale.ROOT);
    String group = named.kind().equals(ObjectiveOrigin.SKOPOS.kind()) ? ".skopos.dev" : "";
    return kind + group + ' ' + named.name().replaceFirst("/.*", "");
  }
}
