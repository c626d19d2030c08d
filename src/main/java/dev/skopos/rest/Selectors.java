// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads selectors of series from parameters. */
final class Selectors {

  private Selectors() {}

  /** One list of matchers for each value of the parameter. */
  static List<List<Matcher>> of(Parameters parameters, String name, Engine engine)
      throws BadParameterException {
    List<List<Matcher>> selectors = new ArrayList<>();
    for (String selector : parameters.all(name)) {
      selectors.add(matchers(name, selector, engine));
    }
    return selectors;
  }

  /** The matchers of each selector of an expression. */
  static List<List<Matcher>> within(Expr expr) {
    return expr.selectors().stream().map(VectorSelector::matchers).toList();
  }

  private static List<Matcher> matchers(String name, String selector, Engine engine)
      throws BadParameterException {
    try {
      if (engine.parse(selector) instanceof VectorSelector vector
          && vector.modifiers().equals(Modifiers.NONE)) {
        return vector.matchers();
      }
    } catch (ParseException e) {
      throw new BadParameterException(name, String.valueOf(e.getMessage()));
    }
    throw new BadParameterException(name, "\"" + selector + "\" is no series selector");
  }
}
