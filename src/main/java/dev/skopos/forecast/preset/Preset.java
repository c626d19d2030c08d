// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.preset;

/**
 * PromQL for one type of resource of one object; each gives one series at most. Immutable.
 *
 * <p>An object may have several of them, as a StatefulSet has claims. What counts is the fullest
 * one, not the largest: its usage is scaled to the largest limit, which changes nothing where all
 * limits are the same.
 *
 * @param usage of the fullest one, on the scale of {@code limit}
 * @param limit the largest one
 * @param largest the largest usage, for a limit that somebody gives himself
 */
public record Preset(String usage, String limit, String largest) {

  /**
   * Of one or several.
   *
   * @param used a series for each of them
   * @param available a series with the same labels for each of them
   */
  static Preset of(String used, String available) {
    return of(used, "", available);
  }

  /**
   * Of one or several.
   *
   * @param matching how a usage finds its limit when their labels differ
   */
  static Preset of(String used, String matching, String available) {
    return new Preset(
        "max(%s / %s%s) * max(%s)".formatted(used, matching, available, available),
        "max(%s)".formatted(available),
        "max(%s)".formatted(used));
  }

  /** This one, and at times when it says nothing the other. */
  Preset or(Preset other) {
    return new Preset(
        usage + " or " + other.usage,
        limit + " or " + other.limit,
        largest.equals(other.largest) ? largest : largest + " or " + other.largest);
  }

  /** The same, with the largest usage as it is at times when no limit is known. */
  Preset orLargest() {
    return new Preset(usage + " or " + largest, limit, largest);
  }
}
