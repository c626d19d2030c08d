// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.template.Node.Command;
import dev.skopos.template.Node.Operand;
import dev.skopos.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of a template: its output, variables and limits. Not thread-safe. */
final class Execution {

  private static final int MAX_STEPS = 100_000;
  private static final int MAX_CALLS = 50;

  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  /** A variable; an assignment replaces its value. */
  private static final class Variable {
    private final String name;
    private @Nullable Object value;

    private Variable(String name, @Nullable Object value) {
      this.name = name;
      this.value = value;
    }
  }

  private final Map<String, List<Node>> templates;
  private final TemplateContext context;
  private final StringBuilder output = new StringBuilder();
  private List<Variable> variables = new ArrayList<>();
  private int steps;
  private int calls;
  private int line = 1;

  Execution(Map<String, List<Node>> templates, TemplateContext context) {
    this.templates = templates;
    this.context = context;
  }

  /** The line that was executed last, for errors. */
  int line() {
    return line;
  }

  String run(String template, @Nullable Object data) {
    call(template, Values.of(data));
    return output.toString();
  }

  private void call(String template, @Nullable Object data) {
    List<Node> body = templates.get(template);
    if (body == null) {
      throw new Problem("template \"%s\" not defined".formatted(template));
    }
    if (++calls > MAX_CALLS) {
      throw new Problem("templates call each other more than %d deep".formatted(MAX_CALLS));
    }
    List<Variable> outer = variables;
    variables = new ArrayList<>(List.of(new Variable("$", data)));
    walk(body, data);
    variables = outer;
    calls--;
  }

  private Flow walk(List<Node> nodes, @Nullable Object dot) {
    for (Node node : nodes) {
      step(node.line());
      Flow flow = execute(node, dot);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private void step(int at) {
    line = at;
    if (++steps > MAX_STEPS) {
      throw new Problem("takes more than %d steps".formatted(MAX_STEPS));
    }
  }

  private Flow execute(Node node, @Nullable Object dot) {
    return switch (node) {
      case Node.Text text -> write(text.text());
      case Node.Print print -> print(print.pipeline(), dot);
      case Node.If branch -> scoped(() -> choose(branch, dot));
      case Node.With with -> scoped(() -> with(with, dot));
      case Node.Range range -> scoped(() -> range(range, dot));
      case Node.Break _ -> Flow.BREAK;
      case Node.Continue _ -> Flow.CONTINUE;
      case Node.Call call -> {
        Pipeline argument = call.argument();
        call(call.template(), argument == null ? null : evaluate(argument, dot));
        yield Flow.NEXT;
      }
    };
  }

  private Flow scoped(java.util.function.Supplier<Flow> body) {
    int size = variables.size();
    Flow flow = body.get();
    variables.subList(size, variables.size()).clear();
    return flow;
  }

  private Flow choose(Node.If branch, @Nullable Object dot) {
    return walk(
        Values.isTrue(evaluate(branch.condition(), dot)) ? branch.then() : branch.otherwise(), dot);
  }

  private Flow with(Node.With with, @Nullable Object dot) {
    Object value = evaluate(with.value(), dot);
    return Values.isTrue(value) ? walk(with.body(), value) : walk(with.otherwise(), dot);
  }

  private Flow range(Node.Range range, @Nullable Object dot) {
    Object over = value(range.over(), dot);
    if (over instanceof Long count) {
      over = java.util.stream.LongStream.range(0, Math.min(count, MAX_STEPS)).boxed().toList();
    }
    Map<Object, Object> elements = Values.elements(over);
    if (elements == null) {
      throw new Problem("range can't iterate over " + Values.text(over));
    }
    if (elements.isEmpty()) {
      return walk(range.otherwise(), dot);
    }
    for (Map.Entry<Object, Object> element : elements.entrySet()) {
      step(range.line());
      Object item = Values.of(element.getValue());
      Flow flow = scoped(() -> iterate(range, element.getKey(), item));
      if (flow == Flow.BREAK) {
        break;
      }
    }
    return Flow.NEXT;
  }

  private Flow iterate(Node.Range range, Object key, @Nullable Object item) {
    List<String> names = range.over().variables();
    List<@Nullable Object> values = new ArrayList<>();
    if (names.size() == 2) {
      values.add(key);
    }
    values.add(item);
    for (int i = 0; i < names.size(); i++) {
      set(names.get(i), values.get(i), range.over().declares());
    }
    return walk(range.body(), item);
  }

  private Flow print(Pipeline pipeline, @Nullable Object dot) {
    Object value = evaluate(pipeline, dot);
    if (!pipeline.variables().isEmpty()) {
      return Flow.NEXT;
    }
    boolean html = context.escaping() == TemplateContext.Escaping.HTML;
    if (value == null) {
      return write(html ? "" : "<no value>");
    }
    String text = Values.text(value);
    return write(html && !(value instanceof SafeHtml) ? Escapes.html(text) : text);
  }

  private Flow write(String text) {
    if (output.length() + text.length() > context.maxOutput()) {
      throw new Problem("writes more than %d characters".formatted(context.maxOutput()));
    }
    output.append(text);
    return Flow.NEXT;
  }

  /** The value of the pipeline, which its variable takes too. */
  private @Nullable Object evaluate(Pipeline pipeline, @Nullable Object dot) {
    Object value = value(pipeline, dot);
    for (String name : pipeline.variables()) {
      set(name, value, pipeline.declares());
    }
    return value;
  }

  private @Nullable Object value(Pipeline pipeline, @Nullable Object dot) {
    step(pipeline.line());
    List<@Nullable Object> last = List.of();
    Object value = null;
    for (Command command : pipeline.commands()) {
      line = command.line();
      value = evaluate(command, dot, last);
      last = java.util.Collections.singletonList(value);
    }
    return value;
  }

  private void set(String name, @Nullable Object value, boolean declares) {
    if (declares) {
      variables.add(new Variable(name, value));
    } else {
      variable(name).value = value;
    }
  }

  private Variable variable(String name) {
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name.equals(name)) {
        return variables.get(i);
      }
    }
    throw new Problem("undefined variable \"%s\"".formatted(name));
  }

  private @Nullable Object evaluate(
      Command command, @Nullable Object dot, List<@Nullable Object> last) {
    List<Operand> operands = command.operands();
    return switch (operands.getFirst()) {
      case Operand.Function function -> call(function.name(), operands, dot, last);
      case Operand.Chain chain -> {
        List<@Nullable Object> arguments = arguments(operands, dot, last);
        yield chain(chain, dot, arguments);
      }
      case Operand single -> value(single, dot);
    };
  }

  private List<@Nullable Object> arguments(
      List<Operand> operands, @Nullable Object dot, List<@Nullable Object> last) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Operand operand : operands.subList(1, operands.size())) {
      values.add(value(operand, dot));
    }
    values.addAll(last);
    return values;
  }

  private @Nullable Object call(
      String name, List<Operand> operands, @Nullable Object dot, List<@Nullable Object> last) {
    if (name.equals("and") || name.equals("or")) {
      return decide(name.equals("or"), operands, dot, last);
    }
    Arguments arguments = new Arguments(name, arguments(operands, dot, last));
    if (name.equals("tmpl")) {
      return expand(arguments.atLeast(1));
    }
    try {
      return Functions.call(arguments, context);
    } catch (Problem problem) {
      throw new Problem("error calling %s: %s".formatted(name, problem.text()));
    }
  }

  /** And and or: the first value that decides, without looking at the rest. */
  private @Nullable Object decide(
      boolean decisive, List<Operand> operands, @Nullable Object dot, List<@Nullable Object> last) {
    if (operands.size() == 1 && last.isEmpty()) {
      throw new Problem("wrong number of args for and, or: want at least 1 got 0");
    }
    Object value = null;
    for (Operand operand : operands.subList(1, operands.size())) {
      value = value(operand, dot);
      if (Values.isTrue(value) == decisive) {
        return value;
      }
    }
    return last.isEmpty() ? value : last.getFirst();
  }

  /** Prometheus' tmpl: the output of the template whose name is computed. */
  private SafeHtml expand(Arguments arguments) {
    int start = output.length();
    call(arguments.text(0), arguments.size() > 1 ? arguments.value(1) : null);
    String text = output.substring(start);
    output.setLength(start);
    return new SafeHtml(text);
  }

  private @Nullable Object value(Operand operand, @Nullable Object dot) {
    return switch (operand) {
      case Operand.Dot _ -> dot;
      case Operand.Nil _ -> null;
      case Operand.Constant constant -> constant.value();
      case Operand.Variable variable -> variable(variable.name()).value;
      case Operand.Function function -> call(function.name(), List.of(operand), dot, List.of());
      case Operand.Nested nested -> evaluate(nested.pipeline(), dot);
      case Operand.Chain chain -> chain(chain, dot, List.of());
    };
  }

  private @Nullable Object chain(
      Operand.Chain chain, @Nullable Object dot, List<@Nullable Object> arguments) {
    Object value = value(chain.base(), dot);
    int last = chain.members().size() - 1;
    for (int i = 0; i <= last; i++) {
      String name = chain.members().get(i);
      List<@Nullable Object> own = i == last ? arguments : List.of();
      value = Values.of(Members.of(value, name, new Arguments(name, own)));
    }
    return value;
  }
}
