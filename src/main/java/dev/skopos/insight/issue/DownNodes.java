// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.TargetSnapshot.Health;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nodes on which nothing can be scraped, though several workloads run there, while targets of other
 * nodes can. Where a target is, discovery says; those without a node say nothing.
 */
final class DownNodes {

  private static final int SEVERAL = 2;
  private static final String META = "__meta_kubernetes_";

  private DownNodes() {}

  /** A target whose node is known. */
  private record Placed(ResourceId source, String node, String workload, Health health) {}

  static List<Issue> issues(Evidence evidence) {
    return down(evidence).entrySet().stream()
        .map(each -> issue(each.getKey(), each.getValue()))
        .toList();
  }

  /** Their names. */
  static Set<String> names(Evidence evidence) {
    return down(evidence).keySet();
  }

  private static Map<String, List<Placed>> down(Evidence evidence) {
    Map<String, List<Placed>> nodes =
        placed(evidence)
            .filter(each -> each.health() != Health.UNKNOWN)
            .collect(Collectors.groupingBy(Placed::node, TreeMap::new, Collectors.toList()));
    boolean elsewhereUp = nodes.values().stream().anyMatch(each -> !isDown(each));
    nodes.values().removeIf(each -> !elsewhereUp || !isDown(each) || workloads(each) < SEVERAL);
    return nodes;
  }

  private static boolean isDown(List<Placed> node) {
    return node.stream().allMatch(each -> each.health() == Health.DOWN);
  }

  private static long workloads(List<Placed> node) {
    return node.stream().map(Placed::workload).distinct().count();
  }

  private static Stream<Placed> placed(Evidence evidence) {
    return evidence.observed().sources().stream()
        .flatMap(
            source ->
                source.targets().stream()
                    .filter(each -> !node(each).isEmpty())
                    .map(
                        each ->
                            new Placed(
                                source.definition().id(),
                                node(each),
                                workload(each),
                                each.health())));
  }

  /** Where a target is; empty: nobody knows. */
  static String node(TargetSnapshot target) {
    return first(target.discovered(), "pod_node_name", "endpointslice_endpoint_node_name");
  }

  /** What owns its pod: pods of one workload may fail together wherever they are. */
  private static String workload(TargetSnapshot target) {
    return target.discovered().get(META + "namespace")
        + '/'
        + first(
            target.discovered(),
            "pod_controller_name",
            "pod_name",
            "endpointslice_address_target_name");
  }

  private static String first(Labels labels, String... names) {
    return Stream.of(names)
        .map(each -> labels.get(META + each))
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Issue issue(String node, List<Placed> targets) {
    List<ResourceId> sources = targets.stream().map(Placed::source).distinct().sorted().toList();
    Set<String> namespaces =
        sources.stream().map(ResourceId::namespace).collect(Collectors.toSet());
    return new Issue(
        Pattern.COMMON_CAUSE,
        Severity.CRITICAL,
        namespaces.size() == 1 ? namespaces.iterator().next() : "",
        Stream.concat(Stream.of("Node " + node), sources.stream().map(Objects::toString)).toList(),
        "None of the %d targets on node %s can be scraped, which are of %d workloads; on other nodes some can"
            .formatted(targets.size(), node, workloads(targets)),
        "Look at the node before what runs on it: kubectl describe node %1$s; kubectl get pods -A -o wide --field-selector spec.nodeName=%1$s"
            .formatted(node),
        null);
  }
}
