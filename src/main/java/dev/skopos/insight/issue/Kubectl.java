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

  /** Some parts of a resource have a number behind its name, or say where it is from. */
  private static String resource(ResourceId id) {
    String name =
        ObjectiveOrigin.of(id)
            .map(origin -> origin.resource(id))
            .orElseGet(() -> id.name().replaceFirst("/.*", ""));
    return id.kind().toLowerCase(Locale.ROOT) + ' ' + name;
  }
}
