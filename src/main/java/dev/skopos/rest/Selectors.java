// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads the parameter {@code match[]}: selectors of series or rules. */
record Selectors(Engine engine) {

  /** The matchers of each selector; empty when there is no selector. */
  List<List<Matcher>> of(Parameters parameters) throws BadParameterException {
    List<List<Matcher>> selectors = new ArrayList<>();
    for (String selector : parameters.all("match[]")) {
      selectors.add(matchers(selector));
    }
    return selectors;
  }

  private List<Matcher> matchers(String selector) throws BadParameterException {
    try {
      if (engine.parse(selector) instanceof VectorSelector vector
          && vector.modifiers().equals(Modifiers.NONE)) {
        return vector.matchers();
      }
    } catch (ParseException e) {
      throw new BadParameterException("match[]", String.valueOf(e.getMessage()));
    }
    throw new BadParameterException("match[]", "\"" + selector + "\" is no series selector");
  }
}
