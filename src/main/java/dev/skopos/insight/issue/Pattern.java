// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import java.util.List;
import java.util.stream.Stream;

/** The patterns by which issues are recognised. */
public enum Pattern {
  /** Several checks or targets fail at once, for what seems to be one reason. */
  COMMON_CAUSE("CommonCause"),
  /** A check fails on its own. */
  CHECK_FAILING("CheckFailing"),
  /** A check changes to and fro. */
  CHECK_FLAPPING("CheckFlapping"),
  /** A check takes twice as long as a week ago. */
  CHECK_SLOW("CheckSlow"),
  /** A certificate ends soon while all is still well. */
  CERTIFICATE_EXPIRES("CertificateExpires"),
  /** An alert has been firing for more than a day. */
  ALERT_STANDING("AlertStanding"),
  /** An alert begins again and again. */
  ALERT_FLAPPING("AlertFlapping"),
  /** A budget is spent, or soon will be, and no alert of the objective fires. */
  BUDGET_UNNOTICED("BudgetUnnoticed"),
  /** A burn-rate alert can never fire. */
  TIER_UNREACHABLE("TierUnreachable"),
  /** An objective counts nothing. */
  OBJECTIVE_IDLE("ObjectiveIdle"),
  /** Something is about to run out. */
  CAPACITY_AT_RISK("CapacityAtRisk"),
  /** A container is killed for want of memory. */
  OUT_OF_MEMORY("OutOfMemory"),
  /** A container is started anew again and again. */
  RESTARTING("Restarting"),
  /** A container waits for its CPU limit. */
  CPU_THROTTLED("CpuThrottled"),
  /** Targets of a source of metrics cannot be scraped. */
  TARGETS_DOWN("TargetsDown"),
  /** A rule cannot be evaluated as it should. */
  RULE_FAILING("RuleFailing"),
  /** A channel does not deliver. */
  CHANNEL_FAILING("ChannelFailing");

  private final String word;

  Pattern(String word) {
    this.word = word;
  }

  /** As the API and the label {@code pattern} name it: {@code CheckFlapping}. */
  public String word() {
    return word;
  }

  /** Its issues in what is known. */
  List<Issue> issues(Evidence evidence) {
    return switch (this) {
      case COMMON_CAUSE ->
          Stream.of(CommonCauses.issues(evidence), DownNodes.issues(evidence))
              .flatMap(List::stream)
              .toList();
      case CHECK_FAILING -> FailingChecks.issues(evidence);
      case CHECK_FLAPPING -> FlappingChecks.issues(evidence);
      case CHECK_SLOW -> SlowChecks.issues(evidence);
      case CERTIFICATE_EXPIRES -> ExpiringCertificates.issues(evidence);
      case ALERT_STANDING -> StandingAlerts.issues(evidence);
      case ALERT_FLAPPING -> FlappingAlerts.issues(evidence);
      case BUDGET_UNNOTICED -> UnnoticedBudgets.issues(evidence);
      case TIER_UNREACHABLE -> UnreachableTiers.issues(evidence);
      case OBJECTIVE_IDLE -> IdleObjectives.issues(evidence);
      case CAPACITY_AT_RISK -> CapacityAtRisk.issues(evidence);
      case OUT_OF_MEMORY -> OutOfMemory.issues(evidence);
      case RESTARTING -> Restarting.issues(evidence);
      case CPU_THROTTLED -> Throttled.issues(evidence);
      case TARGETS_DOWN -> DownTargets.issues(evidence);
      case RULE_FAILING -> FailingRules.issues(evidence);
      case CHANNEL_FAILING -> FailingChannels.issues(evidence);
    };
  }
}
