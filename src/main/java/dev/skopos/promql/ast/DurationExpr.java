// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** A length of time that may depend on the query's step and range. */
public sealed interface DurationExpr {

  /** The length in seconds, for a query with this step and range. */
  double seconds(double step, double range);

  Span span();

  /** A fixed length; {@code duration} tells whether it was written with units. */
  record Literal(Span span, double value, boolean duration) implements DurationExpr {
    /** Rounded to nanoseconds, as Prometheus keeps ranges and offsets. */
    public long nanos() {
      return Math.round(value * 1e9);
    }

    @Override
    public double seconds(double step, double range) {
      return value;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** {@code step()}: the distance of two steps, 0 in an instant query. */
  record Step(Span span) implements DurationExpr {
    @Override
    public double seconds(double step, double range) {
      return step;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** {@code range()}: from the first step to the last. */
  record Range(Span span) implements DurationExpr {
    @Override
    public double seconds(double step, double range) {
      return range;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** With a sign, which makes no difference if it is a plus. */
  record Signed(Span span, boolean negative, DurationExpr operand) implements DurationExpr {
    @Override
    public double seconds(double step, double range) {
      double seconds = operand.seconds(step, range);
      return negative ? -seconds : seconds;
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** In parentheses. */
  record Wrapped(Span span, DurationExpr operand) implements DurationExpr {
    @Override
    public double seconds(double step, double range) {
      return operand.seconds(step, range);
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** Two lengths, calculated with. */
  record Arithmetic(Span span, Operator operator, DurationExpr left, DurationExpr right)
      implements DurationExpr {
    @Override
    public double seconds(double step, double range) {
      return operator.apply(left.seconds(step, range), right.seconds(step, range));
    }

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }

  /** How two lengths are combined. */
  enum Operator {
    ADD("+"),
    SUB("-"),
    MUL("*"),
    DIV("/"),
    MOD("%"),
    POW("^"),
    MIN("min_of"),
    MAX("max_of");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /** Whether it takes one of the two lengths and is written like a function. */
    public boolean isChoice() {
      return this == MIN || this == MAX;
    }

    private double apply(double left, double right) {
      return switch (this) {
        case ADD -> left + right;
        case SUB -> left - right;
        case MUL -> left * right;
        case DIV -> divide(left, right);
        case MOD -> modulo(left, right);
        case POW -> Math.pow(left, right);
        case MIN -> Math.min(left, right);
        case MAX -> Math.max(left, right);
      };
    }

    private static double divide(double left, double right) {
      if (right == 0) {
        throw new ArithmeticException("division by zero");
      }
      return left / right;
    }

    private static double modulo(double left, double right) {
      if (right == 0) {
        throw new ArithmeticException("modulo by zero");
      }
      return left % right;
    }
  }
}
