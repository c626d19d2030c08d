// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.function.Function;
import dev.skopos.promql.function.Functions;
import dev.skopos.promql.parse.ExpressionParser;
import dev.skopos.promql.parse.ParseException;
import java.util.List;
import java.util.Objects;

/** Reads PromQL. Stateless and thread-safe. */
public final class Parser {

  /** The longest text that is read, in characters; longer ones are refused at once. */
  public static final int LONGEST = 1024 * 1024;

  private Parser() {}

  /**
   * The expression in the text, with its types checked.
   *
   * @throws ParseException when it is none, with the position and Prometheus' message
   */
  public static Expr parse(String text) throws ParseException {
    return ExpressionParser.parse(bounded(text));
  }

  /**
   * The conditions of the vector selector in the text, which has no modifiers; for instance a
   * {@code match[]} of the HTTP API.
   *
   * @throws ParseException when it is none
   */
  public static List<Matcher> parseSelector(String text) throws ParseException {
    return ExpressionParser.parseSelector(bounded(text)).matchers();
  }

  /**
   * What a function takes.
   *
   * @param variadic 0 when all arguments are needed, else how many the last one stands for at most;
   *     negative for any number
   */
  public record Signature(List<ValueType> arguments, int variadic) {
    public Signature {
      arguments = List.copyOf(arguments);
    }
  }

  /** What the called function takes. */
  public static Signature signature(Call call) {
    Function function =
        Objects.requireNonNull(Functions.find(call.function()), "no such function is ever parsed");
    return new Signature(function.arguments(), function.variadic());
  }

  private static String bounded(String text) throws ParseException {
    if (text.length() > LONGEST) {
      throw ParseException.tooLong(text.length(), LONGEST);
    }
    return text;
  }
}
