// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an objective. Immutable.
 *
 * @param group the labels of the group that it happened to; empty: the objective as a whole
 * @param details for people, at most {@value #MOST_DETAILS} characters
 * @param author who did it, where a person did, at most {@value #MOST_AUTHOR} characters
 */
public record ObjectiveEvent(
    Instant at,
    ResourceId objective,
    Labels group,
    Kind kind,
    String details,
    Optional<String> author) {

  /** The longest details. */
  public static final int MOST_DETAILS = 4096;

  /** The longest name of an author. */
  public static final int MOST_AUTHOR = 1024;

  /** What can happen. */
  public enum Kind {
    TIER_FIRING("TierFiring"),
    TIER_RESOLVED("TierResolved"),
    BUDGET_EXHAUSTED("BudgetExhausted"),
    BUDGET_RESTORED("BudgetRestored"),
    EXCLUSION_APPLIED("ExclusionApplied"),
    EXCLUSION_REMOVED("ExclusionRemoved"),
    FREEZE_BEGAN("FreezeBegan"),
    FREEZE_ENDED("FreezeEnded"),
    FREEZE_OVERRIDDEN("FreezeOverridden"),
    RECOUNTED("Recounted"),
    /** What had begun ended with it. */
    DELETED("Deleted");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As records and APIs name it. */
    public String label() {
      return label;
    }
  }

  /** Rejects texts that are too long. */
  public ObjectiveEvent {
    limit("details", details, MOST_DETAILS);
    author.ifPresent(name -> limit("author", name, MOST_AUTHOR));
  }

  private static void limit(String field, String value, int most) {
    if (value.length() > most) {
      throw new IllegalArgumentException(
          "%s has %d characters; expected at most %d".formatted(field, value.length(), most));
    }
  }
}
