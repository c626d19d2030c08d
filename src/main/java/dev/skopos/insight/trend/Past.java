// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.trend;

import java.util.OptionalDouble;

/** What a number was before; empty: it is not known. */
public record Past(OptionalDouble dayBefore, OptionalDouble weekBefore) {

  static final Past UNKNOWN = new Past(OptionalDouble.empty(), OptionalDouble.empty());

  /** The older one that is known, which says more. */
  OptionalDouble oldest() {
    return weekBefore.isPresent() ? weekBefore : dayBefore;
  }
}
