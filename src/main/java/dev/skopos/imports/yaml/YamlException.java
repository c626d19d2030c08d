// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports.yaml;

/** A text that is not YAML, or more than is read. */
public final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;

  YamlException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** The line of the problem; the first is 1. */
  public int line() {
    return line;
  }
}
