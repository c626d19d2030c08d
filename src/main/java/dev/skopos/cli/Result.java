// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

/** How a command ends. */
enum Result {
  /** All was done. */
  DONE(0),
  /** Some of the input was refused, or a file could not be read or written. */
  REFUSED(1);

  private final int code;

  Result(int code) {
    this.code = code;
  }

  /** The exit code of the process; 2 is that of picocli for a command line it cannot read. */
  int code() {
    return code;
  }
}
