// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.template.Node.Command;
import dev.skopos.template.Node.Operand;
import dev.skopos.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the syntax tree; finds unknown functions and variables at once, as Go does. */
final class Parser {

  private static final int MAX_DEPTH = 100;
  private static final Set<String> KEYWORDS =
      Set.of(
          "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

  /** A list of nodes and the word that ended it: end, else, or nothing at the template's end. */
  private record Body(List<Node> nodes, String ending, int line) {}

  private final String template;
  private final List<Token> tokens;
  private final Map<String, List<Node>> definitions = new HashMap<>();
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int position;
  private int depth;
  private int ranges;

  private Parser(String template, List<Token> tokens) {
    this.template = template;
    this.tokens = tokens;
  }

  /** The bodies of all templates that the text defines, its own under its name. */
  static Map<String, List<Node>> parse(String template, String text) throws TemplateException {
    Parser parser = new Parser(template, Lexer.tokens(template, text));
    Body body = parser.body();
    if (!body.ending.isEmpty()) {
      throw parser.error(body.line, "unexpected {{" + body.ending + "}}");
    }
    parser.definitions.put(template, body.nodes);
    return Map.copyOf(parser.definitions);
  }

  private Body body() throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw error(peek().line(), "nested too deeply");
    }
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Token token = next();
      if (token.kind() == Token.Kind.END) {
        depth--;
        return new Body(List.copyOf(nodes), "", token.line());
      }
      if (token.kind() == Token.Kind.TEXT) {
        nodes.add(new Node.Text(token.line(), token.text()));
        continue;
      }
      String word = keyword();
      if (word.equals("end") || word.equals("else")) {
        next();
        depth--;
        return new Body(List.copyOf(nodes), word, token.line());
      }
      action(word, token.line(), nodes);
    }
  }

  private String keyword() {
    Token token = peek();
    return token.kind() == Token.Kind.WORD && KEYWORDS.contains(token.text()) ? token.text() : "";
  }

  private void action(String word, int line, List<Node> nodes) throws TemplateException {
    if (!word.isEmpty()) {
      next();
    }
    switch (word) {
      case "if", "with", "range" -> nodes.add(branch(word, line));
      case "define" -> define(line);
      case "block" -> nodes.add(block(line));
      case "template" -> nodes.add(call(line));
      case "break", "continue" -> nodes.add(leave(word, line));
      default -> {
        Pipeline pipeline = pipeline(Token.Kind.ACTION_END, false);
        nodes.add(new Node.Print(line, pipeline));
      }
    }
  }

  private Node branch(String word, int line) throws TemplateException {
    int scope = variables.size();
    Pipeline pipeline = pipeline(Token.Kind.ACTION_END, word.equals("range"));
    ranges += word.equals("range") ? 1 : 0;
    Body then = body();
    ranges -= word.equals("range") ? 1 : 0;
    List<Node> otherwise = List.of();
    if (then.ending.equals("else")) {
      otherwise = otherwise(word, then.line);
    } else if (then.ending.isEmpty()) {
      throw error(line, "{{" + word + "}} without {{end}}");
    } else {
      expect(Token.Kind.ACTION_END, "{{end}}");
    }
    variables.subList(scope, variables.size()).clear();
    return switch (word) {
      case "if" -> new Node.If(line, pipeline, then.nodes, otherwise);
      case "with" -> new Node.With(line, pipeline, then.nodes, otherwise);
      default -> new Node.Range(line, pipeline, then.nodes, otherwise);
    };
  }

  /** What follows an else: a further branch of the same kind, which ends both, or a body. */
  private List<Node> otherwise(String word, int line) throws TemplateException {
    if (keyword().equals(word) && !word.equals("range")) {
      next();
      return List.of(branch(word, line));
    }
    expect(Token.Kind.ACTION_END, "{{else}}");
    Body body = body();
    if (!body.ending.equals("end")) {
      throw error(
          body.line, body.ending.isEmpty() ? "{{else}} without {{end}}" : "second {{else}}");
    }
    expect(Token.Kind.ACTION_END, "{{end}}");
    return body.nodes;
  }

  private void define(int line) throws TemplateException {
    String name = name("define");
    expect(Token.Kind.ACTION_END, "define clause");
    definitionBody(name, line);
  }

  private Node block(int line) throws TemplateException {
    String name = name("block");
    Pipeline argument = pipeline(Token.Kind.ACTION_END, false);
    definitionBody(name, line);
    return new Node.Call(line, name, argument);
  }

  private void definitionBody(String name, int line) throws TemplateException {
    List<String> outer = List.copyOf(variables);
    variables.subList(1, variables.size()).clear();
    int outerRanges = ranges;
    ranges = 0;
    Body body = body();
    ranges = outerRanges;
    if (!body.ending.equals("end")) {
      throw error(line, "definition of \"%s\" without {{end}}".formatted(name));
    }
    expect(Token.Kind.ACTION_END, "{{end}}");
    variables.clear();
    variables.addAll(outer);
    definitions.put(name, body.nodes);
  }

  private Node call(int line) throws TemplateException {
    String name = name("template");
    if (peek().kind() == Token.Kind.ACTION_END) {
      next();
      return new Node.Call(line, name, null);
    }
    return new Node.Call(line, name, pipeline(Token.Kind.ACTION_END, false));
  }

  private String name(String clause) throws TemplateException {
    Token token = next();
    return switch (token.kind()) {
      case STRING, RAW_STRING -> Literals.string(template, token);
      default -> throw unexpected(token, clause + " clause");
    };
  }

  private Node leave(String word, int line) throws TemplateException {
    if (ranges == 0) {
      throw error(line, "{{" + word + "}} outside {{range}}");
    }
    expect(Token.Kind.ACTION_END, "{{" + word + "}}");
    return word.equals("break") ? new Node.Break(line) : new Node.Continue(line);
  }

  private Pipeline pipeline(Token.Kind end, boolean range) throws TemplateException {
    int line = peek().line();
    List<String> targets = new ArrayList<>();
    boolean declares = targets(targets, range);
    List<Command> commands = new ArrayList<>();
    do {
      commands.add(command(end));
    } while (next().kind() == Token.Kind.PIPE);
    for (int i = 1; i < commands.size(); i++) {
      checkTakesArgument(commands.get(i), i + 1);
    }
    if (declares) {
      variables.addAll(targets);
    }
    return new Pipeline(line, List.copyOf(targets), declares, List.copyOf(commands));
  }

  /** Reads {@code $x :=}, {@code $i, $v :=} and {@code $x =}; true when they declare. */
  private boolean targets(List<String> targets, boolean range) throws TemplateException {
    if (peek().kind() != Token.Kind.VARIABLE) {
      return false;
    }
    Token after = tokens.get(position + 1);
    boolean pair = range && after.kind() == Token.Kind.COMMA;
    Token operator = pair ? tokens.get(Math.min(position + 3, tokens.size() - 1)) : after;
    boolean declares = operator.kind() == Token.Kind.DECLARE;
    if (!declares && operator.kind() != Token.Kind.ASSIGN) {
      return false;
    }
    do {
      Token variable = expect(Token.Kind.VARIABLE, "declaration");
      if (!declares) {
        checkDeclared(variable);
      }
      targets.add(variable.text());
    } while (next().kind() == Token.Kind.COMMA);
    return declares;
  }

  private Command command(Token.Kind end) throws TemplateException {
    int line = peek().line();
    List<Operand> operands = new ArrayList<>();
    while (peek().kind() != end && peek().kind() != Token.Kind.PIPE) {
      if (!operands.isEmpty() && !peek().spaced()) {
        throw unexpected(peek(), "operand");
      }
      operands.add(operand());
    }
    if (operands.isEmpty()) {
      throw error(
          line, end == Token.Kind.CLOSE ? "empty parentheses" : "missing value for command");
    }
    if (operands.size() > 1 && !takesArguments(operands.getFirst())) {
      throw error(line, "can't give argument to non-function");
    }
    return new Command(line, List.copyOf(operands));
  }

  private static boolean takesArguments(Operand operand) {
    return operand instanceof Operand.Function || operand instanceof Operand.Chain;
  }

  private void checkTakesArgument(Command command, int stage) throws TemplateException {
    if (!takesArguments(command.operands().getFirst())) {
      throw error(command.line(), "non executable command in pipeline stage " + stage);
    }
  }

  private Operand operand() throws TemplateException {
    Operand base = term();
    List<String> members = new ArrayList<>();
    if (base instanceof Operand.Chain chain) {
      base = chain.base();
      members.addAll(chain.members());
    }
    while (peek().kind() == Token.Kind.FIELD && !peek().spaced()) {
      members.add(next().text().substring(1));
    }
    if (members.isEmpty()) {
      return base;
    }
    if (base instanceof Operand.Constant || base instanceof Operand.Nil) {
      throw error(peek().line(), "a constant has no fields");
    }
    return new Operand.Chain(base, List.copyOf(members));
  }

  private Operand term() throws TemplateException {
    Token token = next();
    return switch (token.kind()) {
      case DOT -> new Operand.Dot();
      case FIELD -> new Operand.Chain(new Operand.Dot(), List.of(token.text().substring(1)));
      case VARIABLE -> {
        checkDeclared(token);
        yield new Operand.Variable(token.text());
      }
      case NUMBER -> new Operand.Constant(Literals.number(template, token));
      case CHARACTER -> new Operand.Constant(Literals.character(template, token));
      case STRING, RAW_STRING -> new Operand.Constant(Literals.string(template, token));
      case OPEN -> parenthesis();
      case WORD -> word(token);
      case TEXT, ACTION_START, ACTION_END, PIPE, COMMA, CLOSE, DECLARE, ASSIGN, END ->
          throw unexpected(token, "command");
    };
  }

  private Operand parenthesis() throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw error(peek().line(), "nested too deeply");
    }
    Pipeline pipeline = pipeline(Token.Kind.CLOSE, false);
    depth--;
    return new Operand.Nested(pipeline);
  }

  private Operand word(Token token) throws TemplateException {
    return switch (token.text()) {
      case "true" -> new Operand.Constant(true);
      case "false" -> new Operand.Constant(false);
      case "nil" -> new Operand.Nil();
      default -> {
        if (KEYWORDS.contains(token.text())) {
          throw unexpected(token, "command");
        }
        if (!Functions.exists(token.text())) {
          throw error(token.line(), "function \"%s\" not defined".formatted(token.text()));
        }
        yield new Operand.Function(token.text());
      }
    };
  }

  private void checkDeclared(Token variable) throws TemplateException {
    if (!variables.contains(variable.text())) {
      throw error(variable.line(), "undefined variable \"%s\"".formatted(variable.text()));
    }
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token next() {
    Token token = tokens.get(position);
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  private Token expect(Token.Kind kind, String where) throws TemplateException {
    Token token = next();
    if (token.kind() != kind) {
      throw unexpected(token, where);
    }
    return token;
  }

  private TemplateException unexpected(Token token, String where) {
    return error(token.line(), "unexpected %s in %s".formatted(token.shown(), where));
  }

  private TemplateException error(int line, String problem) {
    return new TemplateException(template, line, problem);
  }
}
