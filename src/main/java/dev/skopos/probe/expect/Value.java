// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that matchers look at. Its texts are made when somebody asks, since those of many nested
 * nodes can be a thousand times as long as the document.
 */
final class Value {

  private final @Nullable Object node;

  private Value(@Nullable Object node) {
    this.node = node;
  }

  static Value text(String text) {
    return new Value(text);
  }

  /** A node of a JSON document as Jackson maps it to Java. */
  static Value json(@Nullable Object node) {
    return new Value(node);
  }

  /**
   * What comparisons see.
   *
   * @throws Json.TooLargeException when nobody should compare that much
   */
  String asText() {
    return new Json.Budget().write(node);
  }

  /**
   * Whether one element of an array, or any part of another value, is this text.
   *
   * @throws Json.TooLargeException when nobody should search that much
   */
  boolean contains(String part) {
    if (!(node instanceof List<?> list) || list.isEmpty()) {
      return asText().contains(part);
    }
    Json.Budget budget = new Json.Budget();
    return list.stream().anyMatch(element -> budget.write(element).equals(part));
  }

  /** What people see: texts are in quotes. */
  String shown() {
    return Shown.of(node);
  }
}
