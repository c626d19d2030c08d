// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;

/** Notices when some histograms are known to follow a reset and others not to. */
public final class HintCollision {
  private boolean reset;
  private boolean notReset;

  public void see(Histogram histogram) {
    reset |= histogram.resetHint() == ResetHint.RESET;
    notReset |= histogram.resetHint() == ResetHint.NOT_RESET;
  }

  public boolean happened() {
    return reset && notReset;
  }
}
