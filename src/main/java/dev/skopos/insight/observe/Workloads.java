// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.Target;
import dev.skopos.model.Labels;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.TcpProbe;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which workload a resource watches: what the resource itself names, so that the same text in two
 * resources of a namespace is the same workload. The empty text: none, only the namespace.
 */
public final class Workloads {

  /** Labels that name a workload, the most exact first. */
  static final List<String> LABELS =
      List.of(
          "deployment",
          "statefulset",
          "daemonset",
          "cronjob",
          "job_name",
          "service",
          "app",
          "app_kubernetes_io_name");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*|localhost");

  private Workloads() {}

  /**
   * The Service that the check's target names, else its host; for an address, which says nothing,
   * the check's own name.
   */
  public static String of(CheckDefinition check) {
    String host = host(check);
    return ADDRESS.matcher(host).matches() ? check.id().name() : service(host);
  }

  /** The host of a check's target, in lower case. */
  public static String host(CheckDefinition check) {
    String host =
        switch (check.probe()) {
          case HttpProbe http -> http.url().getHost();
          case TcpProbe tcp -> tcp.host();
          case DnsProbe dns -> dns.name();
        };
    return host.toLowerCase(Locale.ROOT).replaceFirst("[.]$", "");
  }

  /** {@code checkout} of {@code checkout.shop.svc.cluster.local}; other names as they are. */
  private static String service(String host) {
    String[] parts = host.split("[.]", -1);
    boolean ofCluster = parts.length >= 3 && parts[2].equals("svc");
    return ofCluster ? parts[0] : host;
  }

  /** The service of the objective. */
  public static String of(ObjectiveDefinition objective) {
    return objective.service().isEmpty() ? objective.id().name() : objective.service();
  }

  /** What the forecast's target is; the forecast's own name where it has none. */
  public static String of(CapacityDefinition forecast) {
    Target target = forecast.target();
    if (target == null) {
      return forecast.id().name();
    }
    return switch (target.kind()) {
      case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, PERSISTENT_VOLUME_CLAIM, NODE -> target.name();
      case NAMESPACE, RESOURCE_QUOTA -> "";
    };
  }

  /** What the labels of an alert name. */
  public static String of(Labels alert) {
    return LABELS.stream().map(alert::get).filter(value -> !value.isEmpty()).findFirst().orElse("");
  }
}
