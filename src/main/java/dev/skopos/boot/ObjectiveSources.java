// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.kube.ClusterObjectives;
import dev.skopos.operator.imported.ObjectiveSource;
import java.util.List;

/** The tools whose objectives are put in force. */
record ObjectiveSources(List<Tool> tools) {

  /** A tool. */
  record Tool(ClusterObjectives cluster, ObjectiveSource source) {}

  ObjectiveSources {
    tools = List.copyOf(tools);
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
