// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/** Says that nothing can be made of a document; caught where documents are gone through. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String field;

  Refusal(int line, String field, String message) {
    super(message);
    this.line = line;
    this.field = field;
  }

  Finding at(Place document) {
    return new Finding(
        Finding.Level.REFUSED, document.at(line), field, String.valueOf(getMessage()));
  }
}
