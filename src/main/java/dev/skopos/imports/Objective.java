// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ServiceLevelObjective, apart from Kubernetes.
 *
 * @param name of the resource
 */
public record Objective(
    String name,
    @Nullable String namespace,
    Map<String, String> labels,
    Map<String, String> annotations,
    ServiceLevelObjectiveSpec spec) {

  public Objective {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }
}
