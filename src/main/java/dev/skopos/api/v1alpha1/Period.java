// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/**
 * A duration that may also have years (of 365 days), weeks and days, as Prometheus writes it, for
 * instance {@code 1d12h}. CEL knows no days: rules that compare periods are in Java.
 *
 * <p>Any text can be held, for the reason given at {@link Interval}.
 */
public record Period(@JsonValue String text) {

  public static final String PATTERN =
      "^([0-9]{1,2}y)?([0-9]{1,4}w)?([0-9]{1,5}d)?"
          + "([0-9]{1,5}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?([0-9]{1,12}ms)?$";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Period {}

  /**
   * The length.
   *
   * @throws IllegalArgumentException when the text is not a period
   */
  public Duration toDuration() {
    return DurationText.read(text, PATTERN);
  }

  @Override
  public String toString() {
    return text;
  }
}
