// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** The instant that an {@code @} modifier fixes a selector to. */
public sealed interface At {

  /**
   * An instant.
   *
   * @param timestamp milliseconds since the epoch
   */
  record Timestamp(long timestamp) implements At {}

  /** The first step of the whole query. */
  record Start() implements At {}

  /** The last step of the whole query. */
  record End() implements At {}
}
