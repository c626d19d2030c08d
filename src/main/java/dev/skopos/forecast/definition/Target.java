// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static dev.skopos.forecast.definition.InvalidCapacityException.check;

/** The object that resources belong to, in the namespace of the forecast. Immutable. */
public record Target(Kind kind, String name) {

  public Target {
    check(
        name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?"),
        "spec.targetRef.name",
        name + ", expected the name of an object of Kubernetes");
  }

  /** Whether the object itself says how much of it there is. */
  public boolean tells(ResourceType type) {
    return switch (type) {
      case STORAGE ->
          switch (kind) {
            case STATEFUL_SET, PERSISTENT_VOLUME_CLAIM, NAMESPACE, RESOURCE_QUOTA -> true;
            case DEPLOYMENT, DAEMON_SET, NODE -> false;
          };
      case MEMORY, CPU ->
          switch (kind) {
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, NAMESPACE, RESOURCE_QUOTA -> true;
            case PERSISTENT_VOLUME_CLAIM, NODE -> false;
          };
      case DATABASE_CONNECTIONS, API_QUOTA, CUSTOM -> false;
    };
  }

  /** Kinds of objects whose usual metrics are known. */
  public enum Kind {
    DEPLOYMENT("Deployment"),
    STATEFUL_SET("StatefulSet"),
    DAEMON_SET("DaemonSet"),
    PERSISTENT_VOLUME_CLAIM("PersistentVolumeClaim"),
    NAMESPACE("Namespace"),
    RESOURCE_QUOTA("ResourceQuota"),
    NODE("Node");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it stands in the resource: {@code StatefulSet}. */
    public String word() {
      return word;
    }
  }
}
