// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.model.ResourceId;
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

  /** Some parts of a resource have a number behind its name. */
  private static String resource(ResourceId id) {
    return id.kind().toLowerCase(Locale.ROOT) + ' ' + id.name().replaceFirst("/.*", "");
  }
}
