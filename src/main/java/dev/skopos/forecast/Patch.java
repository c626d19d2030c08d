// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Target;
import java.util.Locale;
import java.util.Optional;

/** Commands that change a limit; empty where none fits as it is. */
final class Patch {

  private Patch() {}

  static Optional<String> raising(
      CapacityDefinition definition, CapacityResource resource, String limit) {
    Target target = definition.target();
    if (target != null
        && target.kind() == Target.Kind.PERSISTENT_VOLUME_CLAIM
        && resource.type() == ResourceType.STORAGE) {
      return Optional.of(
          "kubectl -n %s patch pvc %s -p '{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}}'"
              .formatted(definition.id().namespace(), target.name(), limit));
    }
    return lowering(definition, resource, limit);
  }

  /** A claim cannot be made smaller. */
  static Optional<String> lowering(
      CapacityDefinition definition, CapacityResource resource, String limit) {
    Target target = definition.target();
    return target == null ? Optional.empty() : workload(definition, target, resource, limit);
  }

  private static Optional<String> workload(
      CapacityDefinition definition, Target target, CapacityResource resource, String limit) {
    boolean limited = resource.type() == ResourceType.MEMORY || resource.type() == ResourceType.CPU;
    return switch (target.kind()) {
      case DEPLOYMENT, STATEFUL_SET, DAEMON_SET ->
          limited
              ? Optional.of(
                  "kubectl -n %s set resources %s %s --limits=%s=%s"
                      .formatted(
                          definition.id().namespace(),
                          target.kind().word().toLowerCase(Locale.ROOT),
                          target.name(),
                          resource.type().word().toLowerCase(Locale.ROOT),
                          limit))
              : Optional.empty();
      case PERSISTENT_VOLUME_CLAIM, NAMESPACE, RESOURCE_QUOTA, NODE -> Optional.empty();
    };
  }
}
