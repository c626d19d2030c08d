// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationExceptionBuilder;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A CEL expression that has to be true. */
final class CelExpectation implements Expectation {

  private static final Pattern ERROR_PREFIX = Pattern.compile("^evaluation error[^:]*:\\d*:? ?");
  private static final Pattern MISSING_KEY =
      Pattern.compile("^key '(.*)' is not present in map\\.$");

  /** Functions of CEL know nothing but their arguments. */
  private static final ScopedValue<TimeLimit> LIMIT = ScopedValue.newInstance();

  private final String expression;
  private final CelExpr root;
  private final CelRuntime.Program program;
  private final boolean looksAtJson;

  CelExpectation(String expression, CelExpr root, CelRuntime.Program program) {
    this.expression = expression;
    this.root = root;
    this.program = program;
    this.looksAtJson = expression.contains("json");
  }

  @Override
  public String description() {
    return expression;
  }

  @Override
  public Judgement judge(Response response, TimeLimit limit) {
    try {
      Map<String, ?> variables =
          Map.of(CelExpressions.VARIABLE, ResponseValue.of(response, looksAtJson));
      return ScopedValue.where(LIMIT, limit).call(() -> evaluate(variables, limit));
    } catch (Json.NotJsonException e) {
      return new Judgement(false, String.valueOf(e.getMessage()));
    } catch (CelEvaluationException e) {
      if (e.getCause() instanceof TimeLimit.OverException over) {
        throw over;
      }
      return new Judgement(false, Shown.shortened(problem(e)));
    }
  }

  private Judgement evaluate(Map<String, ?> variables, TimeLimit limit)
      throws CelEvaluationException {
    Map<Long, Object> values = new HashMap<>();
    Object result =
        program.trace(
            variables,
            (node, value) -> {
              limit.step();
              values.put(node.id(), value);
            });
    return new Judgement(Boolean.TRUE.equals(result), new SeenValue(values).of(root));
  }

  /** Whether the expression is found in the text; to be called within an evaluation only. */
  static boolean matches(String text, String expression) throws CelEvaluationException {
    try {
      return RegularExpressions.compile(expression).matcher(LIMIT.get().watch(text)).find();
    } catch (RegularExpressions.UnusableException e) {
      throw CelEvaluationExceptionBuilder.newBuilder("%s", e.getMessage()).build();
    }
  }

  private static String problem(CelEvaluationException e) {
    String message = ERROR_PREFIX.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
      return "no such key: " + MISSING_KEY.matcher(message).replaceFirst("$1");
    }
    return message;
  }
}
