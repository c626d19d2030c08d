// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is counted for one objective. Immutable.
 *
 * @param groupBy names of labels; each combination of their values is counted on its own
 * @param maxGroups what belongs to further combinations is not counted, but reported
 * @param groupsKept a group without samples for longer makes room for another one when there are as
 *     many as may be
 * @param slices when it is present, an event is a slice of time
 */
public record CountingDefinition(
    ResourceId id,
    Indicator indicator,
    List<String> groupBy,
    int maxGroups,
    Duration groupsKept,
    Optional<Slices> slices) {

  /**
   * Slices of time: one in which there were events is good when the share of good ones is large
   * enough. They lie on the grid of their length and count at their end.
   *
   * @param length a divisor of an hour, in whole minutes
   * @param goodRatio the share of good events that a good slice has at least, from 0 to 1
   */
  public record Slices(Duration length, double goodRatio) {
    public Slices {
      long millis = length.toMillis();
      if (millis < Grid.MINUTE || millis % Grid.MINUTE != 0 || Grid.HOUR % millis != 0) {
        throw new IllegalArgumentException(
            "the length of a slice is %s, but must be whole minutes of which an hour has a multiple,"
                    .formatted(length)
                + " such as 1m, 5m or 1h");
      }
      if (!(goodRatio >= 0 && goodRatio <= 1)) {
        throw new IllegalArgumentException(
            "the ratio of a good slice is %s, but must be from 0 to 1".formatted(goodRatio));
      }
    }

    int minutes() {
      return (int) length.toMinutes();
    }
  }

  public CountingDefinition {
    groupBy = List.copyOf(groupBy);
    if (maxGroups < 1) {
      throw new IllegalArgumentException(
          "there may be %d groups, but at least 1 is needed".formatted(maxGroups));
    }
  }

  /** The account that this is counted in: another one as soon as something else is counted. */
  AccountKey account() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(counted().getBytes(StandardCharsets.UTF_8));
      return new AccountKey(id, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Must stay as it is from version to version: with another text, old accounts are not found. */
  private String counted() {
    String what =
        switch (indicator) {
          case Indicator.Counters(var part, var events, var total) ->
              "counters %s %s of %s".formatted(part, events, total);
          case Indicator.Latency(var histogram, var threshold) ->
              "latency %s %s".formatted(histogram, threshold);
          case Indicator.BoolGauge(var gauge) -> "bool %s".formatted(gauge);
          case Indicator.Threshold(var gauge, var comparison, var limit) ->
              "threshold %s %s %s".formatted(gauge, comparison.operator(), limit);
          case Indicator.Ratio(var part, var events, var total) ->
              "ratio %s %s of %s".formatted(part, events, total);
          case Indicator.Expression(var good) -> "expression %s".formatted(good);
        };
    String how =
        slices
            .map(each -> "slices of %d min, %s".formatted(each.minutes(), each.goodRatio()))
            .orElse("occurrences");
    return what + "\n" + groupBy + "\n" + how;
  }
}
