// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the workload behaves until it is told otherwise. */
enum Mode {
  /** Answers at once that all is well. */
  OK,
  /** Answers that all is well, after {@link Workload#SLOWNESS}. */
  SLOW,
  /** Answers at once with 503 and why. */
  FAILING;

  static Optional<Mode> named(String name) {
    return Arrays.stream(values()).filter(mode -> mode.lowerCase().equals(name)).findFirst();
  }

  String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
