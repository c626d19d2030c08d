// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import java.util.List;

/** Everything that the start page shows, as text that only needs to be put in its place. */
record Board(
    List<Tile> tiles,
    Shown<AlertRow> alerts,
    int ruleCount,
    List<CheckCard> checks,
    Shown<ObjectiveRow> objectives,
    int refused,
    List<ChannelRow> channels) {

  /**
   * The first of what there is.
   *
   * @param all how many there are
   */
  record Shown<T>(List<T> rows, int all) {
    Shown {
      rows = List.copyOf(rows);
    }

    static <T> Shown<T> of(List<T> all, int most) {
      return new Shown<>(all.subList(0, Math.min(most, all.size())), all.size());
    }

    public int more() {
      return all - rows.size();
    }
  }

  /** The colour of a thing; also said in words and shapes beside it. */
  enum Tone {
    GOOD,
    WARN,
    BAD,
    IDLE;

    @Override
    public String toString() {
      return switch (this) {
        case GOOD -> "good";
        case WARN -> "warn";
        case BAD -> "bad";
        case IDLE -> "idle";
      };
    }
  }

  /** A big number. */
  record Tile(String number, String label, Tone tone) {

    /** A number of zero has no colour: nothing asks for attention. */
    static Tile of(long number, String label, Tone tone) {
      return new Tile(Long.toString(number), label, number == 0 ? Tone.IDLE : tone);
    }
  }

  /**
   * A firing or pending alert.
   *
   * @param kind of the resource that declares the rule
   * @param rule namespace and name of that resource
   * @param link to its thresholds, objective or forecast; empty: it has no page
   */
  record AlertRow(
      String severity,
      String name,
      String kind,
      String rule,
      String link,
      String summary,
      String labels,
      String state,
      Tone tone,
      String since,
      String value) {}

  /**
   * A check.
   *
   * @param line the path of the latency's line in a box of 100 by 34; empty without runs
   * @param area the same, closed at the bottom
   */
  record CheckCard(
      String namespace,
      String name,
      String state,
      Tone tone,
      String message,
      String latency,
      String p95,
      String line,
      String area,
      List<UptimeWindow> uptime) {}

  /** How often a check was good in a time. */
  record UptimeWindow(String label, String number) {}

  /**
   * An objective.
   *
   * @param left how much of the budget is left, from 0 to 100, for a bar
   * @param burn how fast it is spent now
   * @param exhaustion when nothing will be left; empty: not at all
   * @param group that all numbers are of; empty: there is but one
   */
  record ObjectiveRow(
      String namespace,
      String name,
      String service,
      String state,
      Tone tone,
      String target,
      String sli,
      String budget,
      int left,
      String burn,
      String exhaustion,
      String group) {}

  /** A channel. */
  record ChannelRow(
      String namespace,
      String name,
      String kind,
      String state,
      Tone tone,
      String lastDelivery,
      String trouble,
      long sentLastHour,
      int queued) {}

  public String alertsLine() {
    return counted(alerts.all(), "alert", "alerts") + " of " + counted(ruleCount, "rule", "rules");
  }

  public String checksLine() {
    return counted(checks.size(), "check", "checks");
  }

  public String objectivesLine() {
    return counted(objectives.all(), "objective", "objectives");
  }

  public String channelsLine() {
    return counted(channels.size(), "channel", "channels");
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
