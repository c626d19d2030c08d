// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.BinaryOperator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of PromQL. The class decides how a message names them. */
enum TokenKind {
  EOF(Group.OTHER),
  IDENTIFIER(Group.OTHER),
  METRIC_IDENTIFIER(Group.OTHER),
  NUMBER(Group.OTHER),
  DURATION(Group.OTHER),
  STRING(Group.OTHER),

  LEFT_PAREN(Group.PUNCTUATION),
  RIGHT_PAREN(Group.PUNCTUATION),
  LEFT_BRACE(Group.PUNCTUATION),
  RIGHT_BRACE(Group.PUNCTUATION),
  LEFT_BRACKET(Group.PUNCTUATION),
  RIGHT_BRACKET(Group.PUNCTUATION),
  COMMA(Group.PUNCTUATION),
  COLON(Group.PUNCTUATION),
  EQUALS(Group.PUNCTUATION),

  ADD(Group.OPERATOR),
  SUB(Group.OPERATOR),
  MUL(Group.OPERATOR),
  DIV(Group.OPERATOR),
  MOD(Group.OPERATOR),
  POW(Group.OPERATOR),
  EQUAL(Group.OPERATOR),
  NOT_EQUAL(Group.OPERATOR),
  LESS(Group.OPERATOR),
  LESS_OR_EQUAL(Group.OPERATOR),
  GREATER(Group.OPERATOR),
  GREATER_OR_EQUAL(Group.OPERATOR),
  TRIM_UPPER(Group.OPERATOR),
  TRIM_LOWER(Group.OPERATOR),
  REGEX(Group.OPERATOR),
  NOT_REGEX(Group.OPERATOR),
  AT(Group.OPERATOR),
  AND(Group.OPERATOR),
  OR(Group.OPERATOR),
  UNLESS(Group.OPERATOR),
  ATAN2(Group.OPERATOR),

  AGGREGATOR(Group.AGGREGATOR),

  OFFSET(Group.KEYWORD),
  SMOOTHED(Group.KEYWORD),
  ANCHORED(Group.KEYWORD),
  BY(Group.KEYWORD),
  WITHOUT(Group.KEYWORD),
  ON(Group.KEYWORD),
  IGNORING(Group.KEYWORD),
  GROUP_LEFT(Group.KEYWORD),
  GROUP_RIGHT(Group.KEYWORD),
  FILL(Group.KEYWORD),
  FILL_LEFT(Group.KEYWORD),
  FILL_RIGHT(Group.KEYWORD),
  BOOL(Group.KEYWORD),

  START(Group.PREPROCESSOR),
  END(Group.PREPROCESSOR),
  STEP(Group.PREPROCESSOR),
  RANGE(Group.PREPROCESSOR),
  MAX_OF(Group.PREPROCESSOR),
  MIN_OF(Group.PREPROCESSOR);

  enum Group {
    OTHER,
    PUNCTUATION,
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    PREPROCESSOR
  }

  private static final Map<String, TokenKind> WORDS = words();
  private static final Map<TokenKind, BinaryOperator> BINARY = binary();

  private final Group group;

  TokenKind(Group group) {
    this.group = group;
  }

  Group group() {
    return group;
  }

  /** The kind of a word in any case; null for one that means nothing by itself. */
  static @Nullable TokenKind ofWord(String word) {
    return WORDS.get(word.toLowerCase(Locale.ROOT));
  }

  /** Whether it may be the name of a metric. */
  boolean isMetricName() {
    return switch (this) {
      case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATOR -> true;
      case AND, OR, UNLESS -> true;
      case BY, WITHOUT, OFFSET, ANCHORED, SMOOTHED, FILL, FILL_LEFT, FILL_RIGHT -> true;
      case START, END, STEP, RANGE, MAX_OF, MIN_OF -> true;
      default -> false;
    };
  }

  /** Whether an expression may begin with it. */
  boolean startsExpression() {
    return switch (this) {
      case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE, ADD, SUB -> true;
      default -> isMetricName();
    };
  }

  @Nullable BinaryOperator binaryOperator() {
    return BINARY.get(this);
  }

  private static Map<String, TokenKind> words() {
    Map<String, TokenKind> words = new HashMap<>();
    for (Aggregator aggregator : Aggregator.values()) {
      words.put(aggregator.keyword(), AGGREGATOR);
    }
    for (TokenKind kind : values()) {
      if (kind.group == Group.KEYWORD || kind.group == Group.PREPROCESSOR) {
        words.put(kind.name().toLowerCase(Locale.ROOT), kind);
      }
    }
    words.put("and", AND);
    words.put("or", OR);
    words.put("unless", UNLESS);
    words.put("atan2", ATAN2);
    words.put("inf", NUMBER);
    words.put("nan", NUMBER);
    return Map.copyOf(words);
  }

  private static Map<TokenKind, BinaryOperator> binary() {
    Map<TokenKind, BinaryOperator> operators = new HashMap<>();
    for (BinaryOperator operator : BinaryOperator.values()) {
      operators.put(valueOf(operator.name()), operator);
    }
    return Map.copyOf(operators);
  }
}
