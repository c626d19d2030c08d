// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.time.Instant;

/**
 * What surrounds the execution of a template.
 *
 * @param externalUrl where Skopos is reached from outside, without a slash at its end
 * @param now the time that {@code now} and {@code since} go by
 * @param escaping what is done to printed values
 * @param maxOutput most characters that the template may write
 */
public record TemplateContext(
    String externalUrl, Instant now, QueryFunction query, Escaping escaping, int maxOutput) {

  /** Most characters that a template writes unless said otherwise. */
  public static final int MAX_OUTPUT = 64 * 1024;

  /** What is done to the values that actions print; the template's own text stays as it is. */
  public enum Escaping {
    NONE,
    /** The characters that mean something in HTML are replaced, but for {@code safeHtml}. */
    HTML
  }

  /** Plain text, with the usual limit. */
  public static TemplateContext text(String externalUrl, Instant now, QueryFunction query) {
    return new TemplateContext(externalUrl, now, query, Escaping.NONE, MAX_OUTPUT);
  }

  /** The same surroundings for the HTML part of a message. */
  public TemplateContext withEscaping(Escaping other) {
    return new TemplateContext(externalUrl, now, query, other, maxOutput);
  }
}
