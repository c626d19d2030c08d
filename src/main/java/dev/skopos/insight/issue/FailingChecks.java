// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Workloads;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import java.util.List;
import java.util.Set;

/** Checks that fail and have nothing in common with others. */
final class FailingChecks {

  private FailingChecks() {}

  static List<Issue> issues(Evidence evidence) {
    Set<ResourceId> explained = CommonCauses.explained(evidence);
    return evidence.observed().checks().stream()
        .filter(each -> each.state() == State.UNHEALTHY && !explained.contains(each.id()))
        .map(FailingChecks::issue)
        .toList();
  }

  private static Issue issue(CheckSnapshot check) {
    return Issue.of(
            Pattern.CHECK_FAILING,
            Severity.HIGH,
            check.id(),
            "%s fails: %s"
                .formatted(check.definition().probe().target(), check.finding().message()),
            action(check))
        .since(check.times().lastTransition());
  }

  private static String action(CheckSnapshot check) {
    String settings = Kubectl.edit(check.id());
    return switch (check.finding().reason()) {
      case CONNECTION_FAILED, TIMED_OUT -> "Look whether it runs and is ready: " + target(check);
      case INVALID_ANSWER,
          REDIRECT_FAILED,
          UNEXPECTED_STATUS,
          UNEXPECTED_ANSWER,
          ASSERTION_FAILED ->
          "It answers, but not as expected. Look at its logs, and at what the check expects: "
              + target(check)
              + "; "
              + Kubectl.show(check.id());
      case NAME_NOT_RESOLVED -> "Look whether the name is right and exists: " + target(check);
      case TLS_FAILED, CERTIFICATE_EXPIRES ->
          "Look at the certificate and renew or trust it: " + certificate(check);
      case ADDRESS_DENIED ->
          "The operator does not connect to this address; change the target: " + settings;
      case SECRET_MISSING, SECRET_FORBIDDEN, SECRET_UNAVAILABLE ->
          "Give the check its Secret or ConfigMap: "
              + Kubectl.in(check.id().namespace(), "get secrets,configmaps");
      case PROBER_FAILED, PROBE_SUCCEEDED, NOT_PROBED_YET, SUSPENDED ->
          "Look at the last runs: " + Kubectl.show(check.id());
    };
  }

  /** Where to look: at the Service that a name of the cluster is of, else at the host itself. */
  static String target(CheckSnapshot check) {
    String host = Workloads.host(check.definition());
    String[] parts = host.split("[.]", -1);
    boolean service = parts.length == 1 || (parts.length >= 3 && parts[2].equals("svc"));
    if (!service || !host.matches("[a-z][-a-z0-9.]*") || host.equals("localhost")) {
      return "curl -v " + check.definition().probe().target();
    }
    String namespace = parts.length == 1 ? check.id().namespace() : parts[1];
    return Kubectl.in(namespace, "describe service " + parts[0])
        + "; "
        + Kubectl.in(namespace, "get endpointslices -l kubernetes.io/service-name=" + parts[0]);
  }

  static String certificate(CheckSnapshot check) {
    String host = Workloads.host(check.definition());
    int port = port(check);
    return "openssl s_client -connect %s:%d -servername %s </dev/null".formatted(host, port, host);
  }

  private static int port(CheckSnapshot check) {
    return switch (check.definition().probe()) {
      case dev.skopos.probe.definition.HttpProbe http ->
          http.url().getPort() < 0 ? 443 : http.url().getPort();
      case dev.skopos.probe.definition.TcpProbe tcp -> tcp.port();
      case dev.skopos.probe.definition.DnsProbe _ -> 853;
    };
  }
}
