// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.kube.ClusterObjectives;
import dev.skopos.operator.imported.ObjectiveSource;
import dev.skopos.slo.definition.ObjectiveOrigin;
import dev.skopos.volume.AcceptedSpecs;
import java.util.List;
import java.util.Set;

/**
 * The tools whose objectives are put in force.
 *
 * @param off those whose objectives are not
 */
record ObjectiveSources(List<Tool> tools, List<ObjectiveOrigin> off, AcceptedSpecs specs) {

  /** A tool. */
  record Tool(ClusterObjectives cluster, ObjectiveSource source) {}

  ObjectiveSources {
    tools = List.copyOf(tools);
    off = List.copyOf(off);
  }

  /** Puts in force what was accepted before the restart. */
  void restore() {
    off.forEach(origin -> specs.retainOnly(origin.kind(), Set.of()));
    tools.forEach(tool -> tool.source().restore());
  }

  void discover() {
    tools.forEach(tool -> tool.cluster().discover());
  }

  void follow() {
    tools.forEach(tool -> tool.source().follow());
  }

  void close() {
    tools.forEach(tool -> tool.cluster().close());
  }
}
