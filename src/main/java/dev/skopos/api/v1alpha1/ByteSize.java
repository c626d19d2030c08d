// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes below 100 MiB, plain or with {@code Ki} or {@code Mi}. */
public record ByteSize(@JsonValue String text) {

  /** Sizes below 10 MiB. */
  public static final String PATTERN = "^([1-9][0-9]{0,6}|[1-9][0-9]{0,3}Ki|[1-9]Mi)$";

  /** Sizes below 100 MiB. */
  public static final String LARGE_PATTERN = "^([1-9][0-9]{0,7}|[1-9][0-9]{0,4}Ki|[1-9][0-9]?Mi)$";

  private static final Pattern PARTS = Pattern.compile("([0-9]{1,8})(Ki|Mi)?");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ByteSize {}

  /**
   * The number of bytes.
   *
   * @throws IllegalArgumentException when the text is not a size
   */
  public int toBytes() {
    Matcher parts = PARTS.matcher(text);
    if (!text.matches(LARGE_PATTERN) || !parts.matches()) {
      throw new IllegalArgumentException("not a size in bytes: '" + text + "'");
    }
    int count = Integer.parseInt(parts.group(1));
    String unit = parts.group(2);
    if (unit == null) {
      return count;
    }
    return unit.equals("Ki") ? count << 10 : count << 20;
  }

  @Override
  public String toString() {
    return text;
  }
}
