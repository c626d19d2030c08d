// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

/** What a request needs; phrased as Kubernetes asks for it, so that RBAC answers. */
public sealed interface Permission {

  /**
   * A verb on resources of one kind.
   *
   * @param resource the plural name, for instance {@code healthchecks}
   * @param namespace empty for all namespaces
   */
  record OnResource(String verb, String group, String resource, String namespace)
      implements Permission {}

  /** A verb on a path that is no resource, for instance {@code get} on {@code /metrics}. */
  record OnPath(String verb, String path) implements Permission {}

  /** The group of Skopos' own kinds. */
  String GROUP = "skopos.dev";

  /** To see the resources of a kind in a namespace; an empty namespace means in all of them. */
  static Permission view(String resource, String namespace) {
    return new OnResource("get", GROUP, resource, namespace);
  }

  /** Whether it only looks; that is what callers without a token may be granted. */
  default boolean viewing() {
    return switch (this) {
      case OnResource(String verb, _, _, _) -> verb.equals("get");
      case OnPath(String verb, _) -> verb.equals("get");
    };
  }
}
