// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

/** A template that cannot be parsed or executed; the message names the template and the line. */
public final class TemplateException extends Exception {

  private final int line;
  private final String problem;

  TemplateException(String template, int line, String problem) {
    super("template %s, line %d: %s".formatted(template, line, problem));
    this.line = line;
    this.problem = problem;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
