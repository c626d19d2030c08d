// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import org.jspecify.annotations.Nullable;

/** What the domain needs and the resource does not have, although its schema asks for it. */
final class Missing {

  private Missing() {}

  /**
   * The value.
   *
   * @throws IllegalArgumentException naming the field when there is none
   */
  static <T> T needed(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }
}
