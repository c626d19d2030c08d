// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import java.util.List;
import java.util.Map;

/** Where targets come from. */
public sealed interface TargetSelector {

  /**
   * Given addresses.
   *
   * @param addresses {@code host:port}, or a host alone
   * @param labels of all of them
   */
  record Static(List<String> addresses, Map<String, String> labels) implements TargetSelector {
    public Static {
      addresses = List.copyOf(addresses);
      labels = Map.copyOf(labels);
    }
  }

  /**
   * Objects of the cluster.
   *
   * @param namespaces where they are; empty: everywhere
   * @param selector looks at the labels of the object
   * @param port a name or a number; empty: each declared port
   * @param annotated whether only objects with {@code prometheus.io/scrape: "true"} count, and the
   *     other {@code prometheus.io} annotations are followed
   */
  record Discovered(
      Role role, List<String> namespaces, LabelSelector selector, String port, boolean annotated)
      implements TargetSelector {
    public Discovered {
      namespaces = List.copyOf(namespaces);
    }
  }

  /** The kinds of objects; each gives the labels that Prometheus' role of that name gives. */
  enum Role {
    POD,
    SERVICE,
    ENDPOINT_SLICE
  }
}
