// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** What an expression gives. */
public enum ValueType {
  SCALAR("scalar", "scalar"),
  VECTOR("vector", "instant vector"),
  MATRIX("matrix", "range vector"),
  STRING("string", "string");

  private final String label;
  private final String documented;

  ValueType(String label, String documented) {
    this.label = label;
    this.documented = documented;
  }

  /** The word in the HTTP API ({@code resultType}). */
  public String label() {
    return label;
  }

  /** The words in the documentation and in error messages. */
  public String documented() {
    return documented;
  }
}
