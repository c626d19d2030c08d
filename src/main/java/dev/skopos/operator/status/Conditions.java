// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.model.Applied;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Builds the conditions of one status from scratch; what is kept of the old ones is since when a
 * condition has had its status. Times are whole seconds, as Kubernetes writes them.
 */
public final class Conditions {

  public static final String ACCEPTED = "Accepted";
  public static final String READY = "Ready";
  public static final String STALLED = "Stalled";

  private static final int MAX_MESSAGE = 4096;

  private final List<Condition> before;
  private final long generation;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

  /**
   * Begins with no condition.
   *
   * @param before those of the old status
   * @param generation of the resource that was looked at
   */
  public Conditions(List<Condition> before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  public Conditions set(String type, Status status, String reason, String message) {
    Instant since =
        before.stream()
            .filter(old -> old.type().equals(type) && old.status() == status)
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElse(now);
    conditions.add(new Condition(type, status, generation, since, reason, shortened(message)));
    return this;
  }

  /** Sets {@code Accepted}, {@code Ready} and, for what is refused for good, {@code Stalled}. */
  public Conditions setResource(Standing standing, boolean suspended) {
    switch (standing.applied()) {
      case Applied.Accepted _ -> setAccepted(standing, suspended);
      case Applied.Rejected rejected -> setRejected(rejected, standing);
    }
    return this;
  }

  private void setAccepted(Standing standing, boolean suspended) {
    List<Standing.Problem> problems = standing.problems();
    set(
        ACCEPTED,
        Status.TRUE,
        Reason.ACCEPTED.word(),
        "generation %d is valid and in force".formatted(generation));
    if (!problems.isEmpty()) {
      String message =
          problems.stream().map(Standing.Problem::message).collect(Collectors.joining("; "));
      set(READY, Status.FALSE, problems.getFirst().reason().word(), message);
    } else if (suspended) {
      set(READY, Status.TRUE, Reason.SUSPENDED.word(), "suspended by spec.suspend");
    } else {
      standing
          .caveat()
          .ifPresentOrElse(
              caveat ->
                  set(READY, Status.TRUE, caveat.reason().word(), "running; " + caveat.message()),
              () -> set(READY, Status.TRUE, Reason.RUNNING.word(), "running"));
    }
  }

  private void setRejected(Applied.Rejected rejected, Standing standing) {
    Long accepted = standing.acceptedGeneration();
    String consequence =
        accepted == null ? "it has no effect" : "generation %d goes on".formatted(accepted);
    String message =
        "generation %d is refused, %s: %s".formatted(generation, consequence, rejected.message());
    set(ACCEPTED, Status.FALSE, rejected.reason(), message);
    set(READY, Status.FALSE, rejected.reason(), message);
    set(STALLED, Status.TRUE, rejected.reason(), message);
  }

  public List<Condition> list() {
    return List.copyOf(conditions);
  }

  /**
   * Conditions without the messages of those that tell of what is watched, which change with every
   * measured value.
   */
  public static List<Condition> material(List<Condition> conditions) {
    return conditions.stream().map(Conditions::material).toList();
  }

  private static Condition material(Condition condition) {
    boolean ofResource = List.of(ACCEPTED, READY, STALLED).contains(condition.type());
    return ofResource
        ? condition
        : new Condition(
            condition.type(),
            condition.status(),
            condition.observedGeneration(),
            condition.lastTransitionTime(),
            condition.reason(),
            "");
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
  }
}
