// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind a selector and changes which samples it takes.
 *
 * @param offset how far back; negative is forward; null where there is none
 * @param at the fixed instant; null where the selector moves with the steps
 */
public record Modifiers(@Nullable DurationExpr offset, @Nullable At at, Extension extension) {

  /** How a selector looks beyond the edges of its range. */
  public enum Extension {
    NONE,
    ANCHORED,
    SMOOTHED
  }

  public static final Modifiers NONE = new Modifiers(null, null, Extension.NONE);

  public Modifiers withOffset(DurationExpr newOffset) {
    return new Modifiers(newOffset, at, extension);
  }

  public Modifiers withAt(At newAt) {
    return new Modifiers(offset, newAt, extension);
  }

  public Modifiers withExtension(Extension newExtension) {
    return new Modifiers(offset, at, newExtension);
  }
}
