// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import static dev.skopos.promql.parse.TokenKind.ADD;
import static dev.skopos.promql.parse.TokenKind.AT;
import static dev.skopos.promql.parse.TokenKind.COLON;
import static dev.skopos.promql.parse.TokenKind.COMMA;
import static dev.skopos.promql.parse.TokenKind.DIV;
import static dev.skopos.promql.parse.TokenKind.DURATION;
import static dev.skopos.promql.parse.TokenKind.EOF;
import static dev.skopos.promql.parse.TokenKind.EQUAL;
import static dev.skopos.promql.parse.TokenKind.EQUALS;
import static dev.skopos.promql.parse.TokenKind.GREATER;
import static dev.skopos.promql.parse.TokenKind.GREATER_OR_EQUAL;
import static dev.skopos.promql.parse.TokenKind.IDENTIFIER;
import static dev.skopos.promql.parse.TokenKind.LEFT_BRACE;
import static dev.skopos.promql.parse.TokenKind.LEFT_BRACKET;
import static dev.skopos.promql.parse.TokenKind.LEFT_PAREN;
import static dev.skopos.promql.parse.TokenKind.LESS;
import static dev.skopos.promql.parse.TokenKind.LESS_OR_EQUAL;
import static dev.skopos.promql.parse.TokenKind.MAX_OF;
import static dev.skopos.promql.parse.TokenKind.METRIC_IDENTIFIER;
import static dev.skopos.promql.parse.TokenKind.MIN_OF;
import static dev.skopos.promql.parse.TokenKind.MOD;
import static dev.skopos.promql.parse.TokenKind.MUL;
import static dev.skopos.promql.parse.TokenKind.NOT_EQUAL;
import static dev.skopos.promql.parse.TokenKind.NOT_REGEX;
import static dev.skopos.promql.parse.TokenKind.NUMBER;
import static dev.skopos.promql.parse.TokenKind.POW;
import static dev.skopos.promql.parse.TokenKind.RANGE;
import static dev.skopos.promql.parse.TokenKind.REGEX;
import static dev.skopos.promql.parse.TokenKind.RIGHT_BRACE;
import static dev.skopos.promql.parse.TokenKind.RIGHT_BRACKET;
import static dev.skopos.promql.parse.TokenKind.RIGHT_PAREN;
import static dev.skopos.promql.parse.TokenKind.STEP;
import static dev.skopos.promql.parse.TokenKind.STRING;
import static dev.skopos.promql.parse.TokenKind.SUB;
import static dev.skopos.promql.parse.TokenKind.TRIM_LOWER;
import static dev.skopos.promql.parse.TokenKind.TRIM_UPPER;

import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.ast.Span;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits a query into tokens. What a character means depends on the brackets around it: words in
 * braces are never keywords, and in square brackets only durations and their arithmetic stand.
 */
final class Lexer {

  static final int END = -1;

  private static final Map<String, TokenKind> DURATION_WORDS =
      Map.of("step", STEP, "range", RANGE, "max_of", MAX_OF, "min_of", MIN_OF);

  /** With what the words begin that mean something in square brackets. */
  private static final String DURATION_INITIALS = "srmSRM";

  private final String input;
  private int position;
  private int start;
  private int parenthesisDepth;
  private boolean inBraces;
  private boolean inBrackets;

  /** In square brackets, and no number has been read there: only then are comments no comments. */
  private boolean inDuration;

  private boolean colonSeen;

  /** Whether a number stood in any square brackets so far. */
  private boolean numberSeen;

  Lexer(String input) {
    this.input = input;
  }

  /** The next token; the last one is {@code EOF}, again and again. */
  Token next() throws ParseException {
    skipBlanksAndComments();
    start = position;
    if (inBraces) {
      return insideBraces();
    }
    return inDuration ? duration() : statement();
  }

  private void skipBlanksAndComments() {
    while (position < input.length()) {
      char character = input.charAt(position);
      if (character == '#' && !inDuration) {
        skipLine();
      } else if (Characters.isSpace(character)) {
        position++;
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (position < input.length() && "\r\n".indexOf(input.charAt(position)) < 0) {
      position++;
    }
  }

  private Token statement() throws ParseException {
    int character = read();
    return switch (character) {
      case END -> endOfInput();
      case '=' -> equalSign();
      case '!' -> notEqual();
      case '<' -> order(LESS, LESS_OR_EQUAL, TRIM_UPPER);
      case '>' -> order(GREATER, GREATER_OR_EQUAL, TRIM_LOWER);
      case '"', '\'', '`' -> string(character);
      case '{' -> {
        inBraces = true;
        yield emit(LEFT_BRACE);
      }
      case '[' -> openBracket();
      case ']' -> closeBracket();
      case '@' -> emit(AT);
      default ->
          Characters.isAlpha(character) || character == ':' ? word(character) : common(character);
    };
  }

  /** What means the same in and outside of square brackets. */
  private Token common(int character) throws ParseException {
    return switch (character) {
      case ',' -> emit(COMMA);
      case '*' -> emit(MUL);
      case '/' -> emit(DIV);
      case '%' -> emit(MOD);
      case '+' -> emit(ADD);
      case '-' -> emit(SUB);
      case '^' -> emit(POW);
      case '(' -> {
        parenthesisDepth++;
        yield emit(LEFT_PAREN);
      }
      case ')' -> closeParenthesis();
      default -> {
        if (Characters.isDigit(character) || (character == '.' && Characters.isDigit(peek()))) {
          yield numberOrDuration();
        }
        throw error(
            (inDuration
                    ? "unexpected character in duration expression: "
                    : "unexpected character: ")
                + Quoting.quote(character));
      }
    };
  }

  private Token endOfInput() throws ParseException {
    if (parenthesisDepth > 0) {
      throw error("unclosed left parenthesis");
    }
    if (inBrackets) {
      throw error("unclosed left bracket");
    }
    return emit(EOF);
  }

  private Token closeParenthesis() throws ParseException {
    if (--parenthesisDepth < 0) {
      throw errorBehind("unexpected right parenthesis " + Quoting.quote(')'));
    }
    return emit(RIGHT_PAREN);
  }

  private Token order(TokenKind alone, TokenKind orEqual, TokenKind trim) {
    if (accept('/')) {
      return emit(trim);
    }
    return emit(accept('=') ? orEqual : alone);
  }

  private Token equalSign() throws ParseException {
    if (peek() == '~') {
      throw error("unexpected character after '=': " + Quoting.quote('~'));
    }
    return emit(accept('=') ? EQUAL : EQUALS);
  }

  private Token notEqual() throws ParseException {
    if (!accept('=')) {
      throw error("unexpected character after '!': " + quoteOrEnd(peek()));
    }
    return emit(NOT_EQUAL);
  }

  private Token openBracket() throws ParseException {
    if (inBrackets) {
      throw error("unexpected left bracket " + Quoting.quote('['));
    }
    inBrackets = true;
    inDuration = true;
    colonSeen = false;
    return emit(LEFT_BRACKET);
  }

  private Token closeBracket() throws ParseException {
    if (!inBrackets) {
      throw error("unexpected right bracket " + Quoting.quote(']'));
    }
    inBrackets = false;
    inDuration = false;
    return emit(RIGHT_BRACKET);
  }

  private Token duration() throws ParseException {
    int character = read();
    return switch (character) {
      case END -> throw error("unexpected end of input in duration expression");
      case ']' -> closeBracket();
      case ':' -> firstColon();
      default -> {
        TokenKind word = durationWord(character);
        yield word == null ? common(character) : emit(word);
      }
    };
  }

  private Token firstColon() throws ParseException {
    if (!numberSeen) {
      throw errorBehind("unexpected colon before duration in duration expression");
    }
    if (colonSeen) {
      throw errorBehind("unexpected repeated colon in duration expression");
    }
    colonSeen = true;
    return emit(COLON);
  }

  /** A word behind a number in square brackets. */
  private Token bracketWord(int first) throws ParseException {
    if (first == ':') {
      if (colonSeen) {
        throw error("unexpected colon " + Quoting.quote(':'));
      }
      colonSeen = true;
      return emit(COLON);
    }
    TokenKind word = durationWord(first);
    if (word == null) {
      throw error("unexpected character: " + Quoting.quote(first) + ", expected ':'");
    }
    return emit(word);
  }

  /** The kind of the word that begins here, or null when it is none that durations know. */
  private @Nullable TokenKind durationWord(int first) {
    if (DURATION_INITIALS.indexOf(first) < 0) {
      return null;
    }
    int end = position;
    while (end < input.length() && Characters.isAlpha(input.charAt(end))) {
      end++;
    }
    TokenKind word = DURATION_WORDS.get(input.substring(start, end).toLowerCase(Locale.ROOT));
    position = word == null ? position : end;
    return word;
  }

  private Token insideBraces() throws ParseException {
    int character = read();
    return switch (character) {
      case END -> throw error("unexpected end of input inside braces");
      case ',' -> emit(COMMA);
      case '"', '\'', '`' -> string(character);
      case '=' -> emit(accept('~') ? REGEX : EQUALS);
      case '!' -> notEqualInBraces();
      case '{' -> throw error("unexpected left brace " + Quoting.quote(character));
      case '}' -> {
        inBraces = false;
        yield emit(RIGHT_BRACE);
      }
      default -> {
        if (!Characters.isAlpha(character)) {
          throw error("unexpected character inside braces: " + Quoting.quote(character));
        }
        while (Characters.isAlphaNumeric(peek())) {
          position++;
        }
        yield emit(IDENTIFIER);
      }
    };
  }

  private Token notEqualInBraces() throws ParseException {
    if (accept('~')) {
      return emit(NOT_REGEX);
    }
    if (!accept('=')) {
      throw error("unexpected character after '!' inside braces: " + quoteOrEnd(peek()));
    }
    return emit(NOT_EQUAL);
  }

  private Token string(int quote) throws ParseException {
    position = new StringScanner(input, start, position).skip(quote);
    return emit(STRING);
  }

  private Token word(int first) throws ParseException {
    if (inBrackets) {
      return bracketWord(first);
    }
    while (Characters.isAlphaNumeric(peek()) || peek() == ':') {
      position++;
    }
    String word = input.substring(start, position);
    TokenKind kind = TokenKind.ofWord(word);
    if (kind != null) {
      return emit(isFill(kind) && !parenthesisFollows() ? IDENTIFIER : kind);
    }
    return emit(word.indexOf(':') < 0 ? IDENTIFIER : METRIC_IDENTIFIER);
  }

  private static boolean isFill(TokenKind kind) {
    return kind == TokenKind.FILL || kind == TokenKind.FILL_LEFT || kind == TokenKind.FILL_RIGHT;
  }

  private boolean parenthesisFollows() {
    int ahead = position;
    while (ahead < input.length() && Characters.isSpace(input.charAt(ahead))) {
      ahead++;
    }
    return ahead < input.length() && input.charAt(ahead) == '(';
  }

  private Token numberOrDuration() throws ParseException {
    NumberScanner scanner = new NumberScanner(input, start);
    boolean number = scanner.number();
    boolean duration = !number && scanner.duration();
    position = scanner.position();
    if (!number && !duration) {
      throw error(
          "bad number or duration syntax: " + Quoting.quote(input.substring(start, position)));
    }
    numberSeen |= inDuration;
    inDuration = false;
    return emit(number ? NUMBER : DURATION);
  }

  private Token emit(TokenKind kind) {
    return new Token(kind, new Span(start, position), input.substring(start, position));
  }

  private ParseException error(String problem) {
    return ParseException.at(start, input, problem);
  }

  /** Behind the character that is wrong, as Prometheus reports some. */
  private ParseException errorBehind(String problem) {
    return ParseException.at(position, input, problem);
  }

  private static String quoteOrEnd(int character) {
    return character == END ? "'\ufffd'" : Quoting.quote(character);
  }

  private int read() {
    if (position >= input.length()) {
      return END;
    }
    int character = input.codePointAt(position);
    position += Character.charCount(character);
    return character;
  }

  private int peek() {
    return position < input.length() ? input.codePointAt(position) : END;
  }

  private boolean accept(char expected) {
    if (peek() != expected) {
      return false;
    }
    position++;
    return true;
  }
}
