// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/**
 * A duration in hours, minutes, seconds and milliseconds, for instance {@code 1m30s}; at once a
 * Prometheus and a CEL duration.
 *
 * <p>Any text can be held, because one stored object that cannot be read would stop the watch of
 * all; the schema refuses what does not match {@link #PATTERN}.
 */
public record Interval(@JsonValue String text) {

  /** The digits are bounded so that neither CEL nor Java overflows. */
  public static final String PATTERN =
      "^([0-9]{1,5}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?([0-9]{1,12}ms)?$";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Interval {}

  /** The interval of this length, cut to milliseconds; a negative one counts as zero. */
  public static Interval of(Duration duration) {
    return new Interval(DurationText.write(duration));
  }

  /**
   * The length.
   *
   * @throws IllegalArgumentException when the text is not an interval
   */
  public Duration toDuration() {
    return DurationText.read(text, PATTERN);
  }

  @Override
  public String toString() {
    return text;
  }
}
