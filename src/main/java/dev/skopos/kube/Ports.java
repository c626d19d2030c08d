// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes targets of a host and those of its ports that are wanted. Ports that are not TCP are left
 * out.
 */
final class Ports {

  private static final String TCP = "TCP";
  private static final String ADDRESS = "__address__";

  private final List<Port> declared = new ArrayList<>();

  /** A declared port, with what it adds to the labels of its target. */
  private record Port(@Nullable String name, int number, Consumer<MetaLabels> labels) {}

  Ports declare(
      @Nullable String name,
      @Nullable Integer number,
      @Nullable String protocol,
      Consumer<MetaLabels> labels) {
    if (number != null && (protocol == null || protocol.equals(TCP))) {
      declared.add(new Port(name, number, labels));
    }
    return this;
  }

  /**
   * One target for each port that is wanted; a number that nobody declared is a target too.
   *
   * @param wanted a name or a number; empty: all that are declared, or the host alone when none is
   */
  List<Map<String, String>> targets(String host, String wanted, MetaLabels base) {
    if (wanted.isEmpty() && declared.isEmpty()) {
      return List.of(base.copy().plain(ADDRESS, bracketed(host)).toMap());
    }
    List<Map<String, String>> targets = new ArrayList<>();
    for (Port port : declared) {
      if (wanted.isEmpty() || wanted.equals(port.name) || wanted.equals("" + port.number)) {
        MetaLabels labels = base.copy().plain(ADDRESS, address(host, "" + port.number));
        port.labels.accept(labels);
        targets.add(labels.toMap());
      }
    }
    if (targets.isEmpty() && wanted.matches("[0-9]{1,5}")) {
      targets.add(base.copy().plain(ADDRESS, address(host, wanted)).toMap());
    }
    return targets;
  }

  private static String address(String host, String port) {
    return bracketed(host) + ":" + port;
  }

  private static String bracketed(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  /** The port that the selector, or an annotation that it follows, wants. */
  static String wanted(TargetSelector.Discovered selector, ScrapeAnnotations annotations) {
    return selector.annotated() && !annotations.port().isEmpty()
        ? annotations.port()
        : selector.port();
  }
}
