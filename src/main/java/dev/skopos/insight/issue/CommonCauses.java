// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Workloads;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that fail together: all of one host, several for want of names or because of TLS, or most
 * of a namespace within ten minutes. The first that fits is the cause of a check.
 */
final class CommonCauses {

  private static final int SAME_HOST = 2;
  private static final int SAME_REASON = 3;
  private static final int SAME_NAMESPACE = 3;
  private static final Duration TOGETHER = Duration.ofMinutes(10);

  private final List<CheckSnapshot> checks;
  private final List<Issue> issues = new ArrayList<>();
  private final Set<ResourceId> explained = new HashSet<>();

  private CommonCauses(List<CheckSnapshot> checks) {
    this.checks = checks;
  }

  static List<Issue> issues(Evidence evidence) {
    return of(evidence).issues;
  }

  /** The checks that fail together with others. */
  static Set<ResourceId> explained(Evidence evidence) {
    return of(evidence).explained;
  }

  private static CommonCauses of(Evidence evidence) {
    CommonCauses causes = new CommonCauses(evidence.observed().checks());
    causes.hosts();
    causes.reasons();
    causes.namespaces();
    return causes;
  }

  private void hosts() {
    by(each -> Workloads.host(each.definition()), checks)
        .forEach(
            (host, all) -> {
              List<CheckSnapshot> failing = failing(all);
              if (failing.size() >= SAME_HOST && failing.size() == known(all)) {
                add(
                    failing,
                    "All %d checks of %s fail".formatted(failing.size(), host),
                    hostAction(failing));
              }
            });
  }

  private static String hostAction(List<CheckSnapshot> failing) {
    CheckSnapshot first = failing.getFirst();
    return "Look at the host before the checks: " + FailingChecks.target(first);
  }

  private void reasons() {
    by(each -> each.finding().reason().word(), failing(checks))
        .forEach(
            (_, failing) -> {
              Optional<String> action = action(failing.getFirst());
              if (failing.size() >= SAME_REASON && action.isPresent()) {
                add(
                    failing,
                    "%d checks fail with %s"
                        .formatted(failing.size(), failing.getFirst().finding().reason().word()),
                    action.get());
              }
            });
  }

  /** What several checks can have in common beside their targets. */
  private static Optional<String> action(CheckSnapshot first) {
    Reason reason = first.finding().reason();
    if (reason == Reason.NAME_NOT_RESOLVED) {
      return Optional.of(
          "Look at the name servers: kubectl -n kube-system get pods -l k8s-app=kube-dns; kubectl"
              + " -n kube-system logs -l k8s-app=kube-dns --tail=50");
    }
    return reason == Reason.TLS_FAILED
        ? Optional.of(
            "Look whether one certificate authority has changed or expired: "
                + FailingChecks.certificate(first))
        : Optional.empty();
  }

  private void namespaces() {
    by(each -> each.id().namespace(), checks)
        .forEach(
            (namespace, all) -> {
              List<CheckSnapshot> failing = failing(all);
              if (failing.size() >= SAME_NAMESPACE
                  && 2L * failing.size() > known(all)
                  && isTogether(failing)) {
                add(
                    failing,
                    "%d of %d checks of namespace %s began to fail within %d minutes"
                        .formatted(failing.size(), known(all), namespace, TOGETHER.toMinutes()),
                    "Look for what changed then: "
                        + Kubectl.in(namespace, "get events --sort-by=.lastTimestamp")
                        + "; "
                        + Kubectl.in(namespace, "get pods -o wide"));
              }
            });
  }

  private static boolean isTogether(List<CheckSnapshot> failing) {
    List<Instant> times =
        failing.stream().map(CommonCauses::since).flatMap(Optional::stream).sorted().toList();
    return times.size() == failing.size()
        && Duration.between(times.getFirst(), times.getLast()).compareTo(TOGETHER) <= 0;
  }

  static Optional<Instant> since(CheckSnapshot check) {
    return Optional.ofNullable(check.times().lastTransition());
  }

  private List<CheckSnapshot> failing(Collection<CheckSnapshot> among) {
    return among.stream()
        .filter(each -> each.state() == State.UNHEALTHY && !explained.contains(each.id()))
        .toList();
  }

  private static long known(List<CheckSnapshot> checks) {
    return checks.stream()
        .filter(each -> each.state() != State.UNKNOWN && each.state() != State.SUSPENDED)
        .count();
  }

  private static Map<String, List<CheckSnapshot>> by(
      Function<CheckSnapshot, String> key, List<CheckSnapshot> checks) {
    return checks.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
  }

  private void add(List<CheckSnapshot> failing, String message, String action) {
    failing.forEach(each -> explained.add(each.id()));
    Set<String> namespaces =
        failing.stream().map(each -> each.id().namespace()).collect(Collectors.toSet());
    @Nullable Instant since =
        failing.stream()
            .map(CommonCauses::since)
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(null);
    issues.add(
        new Issue(
            Pattern.COMMON_CAUSE,
            Severity.CRITICAL,
            namespaces.size() == 1 ? namespaces.iterator().next() : "",
            failing.stream().map(each -> each.id().toString()).toList(),
            message,
            action,
            since));
  }
}
