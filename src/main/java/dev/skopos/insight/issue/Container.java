// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.model.Labels;
import dev.skopos.model.Severity;
import java.util.List;

/** A container of a pod, as kube-state-metrics and cAdvisor label their series. */
record Container(String namespace, String pod, String name) {

  static Container of(Fact fact) {
    Labels labels = fact.labels();
    return new Container(fact.namespace(), labels.get("pod"), labels.get("container"));
  }

  Issue issue(Pattern pattern, Severity severity, String message, String action) {
    return new Issue(
        pattern,
        severity,
        namespace,
        List.of("Pod %s/%s, container %s".formatted(namespace, pod, name)),
        message,
        action,
        null);
  }

  String kubectl(String command) {
    return Kubectl.in(namespace, command);
  }
}
