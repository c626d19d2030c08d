// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All functions by name; a family of them is one class. */
final class Functions {

  /** These do not evaluate all of their arguments, so the execution handles them itself. */
  private static final Set<String> LAZY = Set.of("and", "or", "tmpl");

  private static final Map<String, TemplateFunction> ALL = all();

  private Functions() {}

  private static Map<String, TemplateFunction> all() {
    Map<String, TemplateFunction> all = new HashMap<>();
    all.putAll(CoreFunctions.ALL);
    all.putAll(Comparisons.ALL);
    all.putAll(Humanizing.ALL);
    all.putAll(TextFunctions.ALL);
    all.putAll(TimeFunctions.ALL);
    all.putAll(QueryFunctions.ALL);
    return Map.copyOf(all);
  }

  static boolean exists(String name) {
    return LAZY.contains(name) || ALL.containsKey(name);
  }

  static @Nullable Object call(Arguments arguments, TemplateContext context) {
    TemplateFunction function = ALL.get(arguments.function());
    if (function == null) {
      throw new Problem("function \"%s\" not defined".formatted(arguments.function()));
    }
    return Values.of(function.call(arguments, context));
  }
}
