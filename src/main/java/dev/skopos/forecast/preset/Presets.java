// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.preset;

import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Target;
import dev.skopos.model.ResourceId;
import java.util.Optional;

/**
 * Says which metrics usually tell of an object, and at times when there are none, the series of
 * what the object itself says. Every selector names the object's namespace.
 */
public final class Presets {

  private Presets() {}

  /**
   * The usual metrics; empty where there are none.
   *
   * @param forecast in whose namespace the object lies, but for a node and for another namespace
   */
  public static Optional<Preset> of(Target target, ResourceType type, ResourceId forecast) {
    String name = target.name();
    String namespace = forecast.namespace();
    String itself = TargetSeries.LIMIT.selector(forecast, type);
    return switch (target.kind()) {
      case DEPLOYMENT ->
          workload(type, pods(namespace, literal(name) + "-[a-z0-9]{1,10}-[a-z0-9]{5}"), itself);
      case STATEFUL_SET ->
          type == ResourceType.STORAGE
              ? Optional.of(
                  claims(namespace, "=~\"[a-z0-9.-]+-" + literal(name) + "-[0-9]+\"", itself))
              : workload(type, pods(namespace, literal(name) + "-[0-9]+"), itself);
      case DAEMON_SET -> workload(type, pods(namespace, literal(name) + "-[a-z0-9]{5}"), itself);
      case PERSISTENT_VOLUME_CLAIM ->
          type == ResourceType.STORAGE
              ? Optional.of(claims(namespace, "=\"" + name + '"', itself))
              : Optional.empty();
      case NAMESPACE ->
          name.equals(namespace)
              ? quota(type, name, "").map(metrics -> metrics.or(quota(forecast, type)))
              : quota(type, name, "");
      case RESOURCE_QUOTA ->
          quota(type, namespace, ",resourcequota=\"%s\"".formatted(name))
              .map(metrics -> metrics.or(quota(forecast, type)));
      case NODE -> node(type, name);
    };
  }

  /** A name within a regular expression within a string of PromQL. */
  private static String literal(String name) {
    return name.replace(".", "[.]");
  }

  private static String pods(String namespace, String pods) {
    return "namespace=\"%s\",pod=~\"%s\"".formatted(namespace, pods);
  }

  /** What is tried first: metrics tell of the past, and of what there really is. */
  private static Preset metricOr(String used, String metric, String matching, String itself) {
    return Preset.of(used, metric).or(Preset.of(used, matching, itself)).orLargest();
  }

  private static Preset claims(String namespace, String claims, String itself) {
    String of = "{namespace=\"%s\",persistentvolumeclaim%s})".formatted(namespace, claims);
    String each = "max by (persistentvolumeclaim) (kubelet_volume_stats_";
    return metricOr(
        each + "used_bytes" + of,
        each + "capacity_bytes" + of,
        "",
        "max by (persistentvolumeclaim) (%s)".formatted(itself));
  }

  private static Optional<Preset> workload(ResourceType type, String pods, String itself) {
    return switch (type) {
      case MEMORY ->
          Optional.of(
              containers(
                  "max by (pod, container) (container_memory_working_set_bytes{%s,container!~\"|POD\"})"
                      .formatted(pods),
                  limits(pods, "memory"),
                  itself));
      case CPU ->
          Optional.of(
              containers(
                  "max by (pod, container) (rate(container_cpu_usage_seconds_total{%s,container!~\"|POD\"}[5m]))"
                      .formatted(pods),
                  limits(pods, "cpu"),
                  itself));
      case DATABASE_CONNECTIONS ->
          Optional.of(
              Preset.of(
                  "sum by (pod) (pg_stat_activity_count{%s})".formatted(pods),
                  "max by (pod) (pg_settings_max_connections{%s})".formatted(pods)));
      case STORAGE, API_QUOTA, CUSTOM -> Optional.empty();
    };
  }

  /** The object says once for all its pods what each container gets. */
  private static Preset containers(String used, String metric, String itself) {
    return metricOr(
        used, metric, "on (container) group_left () ", "max by (container) (%s)".formatted(itself));
  }

  private static String limits(String pods, String resource) {
    return "max by (pod, container) (kube_pod_container_resource_limits{%s,resource=\"%s\"})"
        .formatted(pods, resource);
  }

  /** Of all quotas of a namespace, or of the one that is selected. */
  private static Optional<Preset> quota(ResourceType type, String namespace, String one) {
    return switch (type) {
      case STORAGE -> Optional.of(quota(namespace, one, "=\"requests.storage\""));
      case MEMORY -> Optional.of(quota(namespace, one, "=~\"((limits|requests)[.])?memory\""));
      case CPU -> Optional.of(quota(namespace, one, "=~\"((limits|requests)[.])?cpu\""));
      case DATABASE_CONNECTIONS, API_QUOTA, CUSTOM -> Optional.empty();
    };
  }

  private static Preset quota(String namespace, String one, String resource) {
    String each =
        "max by (resourcequota, resource) (kube_resourcequota{namespace=\"%s\"%s,resource%s,type=\"%%s\"})"
            .formatted(namespace, one, resource);
    return Preset.of(each.formatted("used"), each.formatted("hard"));
  }

  private static Preset quota(ResourceId forecast, ResourceType type) {
    String each = "max by (resourcequota, resource) (%s)";
    return Preset.of(
        each.formatted(TargetSeries.USED.selector(forecast, type)),
        each.formatted(TargetSeries.LIMIT.selector(forecast, type)));
  }

  /** A node is in no namespace. Its exporter is known by the label node, or by its address. */
  private static Optional<Preset> node(ResourceType type, String name) {
    String node = "node=\"%s\"".formatted(name);
    String instance = "instance=~\"%s(:[0-9]+)?\"".formatted(literal(name));
    return switch (type) {
      case STORAGE ->
          Optional.of(
              Preset.of(
                  either(
                      "node_filesystem_size_bytes%s - node_filesystem_avail_bytes%s",
                      node, instance, ",mountpoint=\"/\""),
                  either("node_filesystem_size_bytes%s", node, instance, ",mountpoint=\"/\"")));
      case MEMORY ->
          Optional.of(
              Preset.of(
                  either(
                      "node_memory_MemTotal_bytes%s - node_memory_MemAvailable_bytes%s",
                      node, instance, ""),
                  either("node_memory_MemTotal_bytes%s", node, instance, "")));
      case CPU ->
          Optional.of(
              Preset.of(
                  either(
                      "sum(rate(node_cpu_seconds_total%s[5m]))",
                      node, instance, ",mode!~\"idle|iowait\""),
                  "max(kube_node_status_allocatable{%s,resource=\"cpu\"})".formatted(node)));
      case DATABASE_CONNECTIONS, API_QUOTA, CUSTOM -> Optional.empty();
    };
  }

  private static String either(String expr, String node, String instance, String more) {
    String first = expr.replace("%s", "{" + node + more + "}");
    String second = expr.replace("%s", "{" + instance + more + "}");
    return "max(%s or %s)".formatted(first, second);
  }
}
