// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.Optional;

/**
 * Compiles CEL expressions over responses of one type. Numbers compare across int and double, as
 * JSON has only one kind. Size and loops of expressions are bounded. Thread-safe.
 */
final class CelExpressions {

  static final String VARIABLE = "response";

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_ITERATIONS = 20_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(MAX_LENGTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .build();

  private final CelCompiler compiler;
  private final CelRuntime runtime =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder().excludeFunctions(StandardFunction.MATCHES).build())
          .addFunctionBindings(matches("matches"), matches("matches_string"))
          .build();

  CelExpressions(ResponseType response) {
    this.compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(response)
            .addVar(VARIABLE, response.type())
            .setResultType(SimpleType.BOOL)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
  }

  /** The standard's function, but one that ends when the time is over. */
  private static CelFunctionBinding matches(String overload) {
    return CelFunctionBinding.from(overload, String.class, String.class, CelExpectation::matches);
  }

  /** Compiles the expression of the assertion at this field. */
  Expectation compile(String expression, String field) throws InvalidAssertionException {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
      Optional<String> excess = CelBounds.excess(tree);
      if (excess.isPresent()) {
        throw new InvalidAssertionException(field + ": " + excess.get());
      }
      return new CelExpectation(expression, tree.getExpr(), runtime.createProgram(tree));
    } catch (CelValidationException e) {
      throw new InvalidAssertionException(field + ": " + problem(e), e);
    } catch (CelEvaluationException e) {
      throw new InvalidAssertionException(field + ": " + e.getMessage(), e);
    }
  }

  /** The first issue; the others mostly follow from it. */
  private static String problem(CelValidationException e) {
    if (e.getErrors().isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    CelIssue first = e.getErrors().getFirst();
    return "line %d, column %d: %s"
        .formatted(
            first.getSourceLocation().getLine(),
            first.getSourceLocation().getColumn() + 1,
            withoutTokenList(first.getMessage()));
  }

  /** The parser names every token that could stand there, which helps nobody. */
  private static String withoutTokenList(String message) {
    int list = message.indexOf(" expecting {");
    return list < 0 ? message : message.substring(0, list);
  }
}
