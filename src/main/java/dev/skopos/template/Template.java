// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template. Immutable and thread-safe.
 *
 * <p>Data are texts, numbers, booleans, instants, lists, {@link Listing}s, {@link KeyValues},
 * {@link dev.skopos.model.Labels} and maps. A map has exactly the members that are in it and
 * another name is an error, whereas labels and KeyValues give the empty text for a name that they
 * do not have.
 */
public final class Template {

  private static final int MAX_LENGTH = 256 * 1024;

  private final String name;
  private final Map<String, List<Node>> templates;

  private Template(String name, Map<String, List<Node>> templates) {
    this.name = name;
    this.templates = templates;
  }

  /**
   * Parses the text.
   *
   * @param name what errors call it, for instance {@code annotations.summary}
   * @throws TemplateException naming the line and what is wrong there
   */
  public static Template parse(String name, String text) throws TemplateException {
    if (text.length() > MAX_LENGTH) {
      throw new TemplateException(name, 1, "longer than %d characters".formatted(MAX_LENGTH));
    }
    return new Template(name, Parser.parse(name, text));
  }

  /**
   * The text that the template makes of the data, which is its dot.
   *
   * @throws TemplateException when a function or a field does not fit the data, or a limit on
   *     output, recursion or steps is reached
   */
  public String execute(@Nullable Object data, TemplateContext context) throws TemplateException {
    Execution execution = new Execution(templates, context);
    try {
      return execution.run(name, data);
    } catch (Problem problem) {
      throw new TemplateException(name, execution.line(), problem.text());
    }
  }
}
