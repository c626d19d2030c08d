// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax tree of a template. */
sealed interface Node {

  int line();

  record Text(int line, String text) implements Node {}

  record Print(int line, Pipeline pipeline) implements Node {}

  record If(int line, Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

  record With(int line, Pipeline value, List<Node> body, List<Node> otherwise) implements Node {}

  record Range(int line, Pipeline over, List<Node> body, List<Node> otherwise) implements Node {}

  record Break(int line) implements Node {}

  record Continue(int line) implements Node {}

  /** Executes the named template with the argument as its dot. */
  record Call(int line, String template, @Nullable Pipeline argument) implements Node {}

  /**
   * Commands, each of which gets the value of the one before as its last argument.
   *
   * @param variables that take the value; in a range up to two
   * @param declares whether the variables are new
   */
  record Pipeline(int line, List<String> variables, boolean declares, List<Command> commands) {}

  /** A function or a value with members, and its arguments. */
  record Command(int line, List<Operand> operands) {}

  /** One word of a command. */
  sealed interface Operand {

    record Dot() implements Operand {}

    record Nil() implements Operand {}

    record Constant(Object value) implements Operand {}

    record Function(String name) implements Operand {}

    record Variable(String name) implements Operand {}

    record Nested(Pipeline pipeline) implements Operand {}

    /** Members of members of a value; of the dot for {@code .A.B}. */
    record Chain(Operand base, List<String> members) implements Operand {}
  }
}
