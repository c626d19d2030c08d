// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into values: the JDK has no reader and the demo has nothing but the JDK.
 */
final class Json {

  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /** One value. */
  sealed interface Value {
    record Obj(Map<String, Value> members) implements Value {}

    record Arr(List<Value> items) implements Value {}

    record Str(String text) implements Value {}

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Other(String text) implements Value {}

    /** The member as text; empty when there is no such text. */
    default String text(String member) {
      return this instanceof Obj(var members) && members.get(member) instanceof Str(var text)
          ? text
          : "";
    }

    /** The items of a member; none when it is not a list. */
    default List<Value> items(String member) {
      return this instanceof Obj(var members) && members.get(member) instanceof Arr(var items)
          ? items
          : List.of();
    }

    /** A member; an empty object when there is none. */
    default Value member(String member) {
      return this instanceof Obj(var members)
          ? members.getOrDefault(member, new Obj(Map.of()))
          : new Obj(Map.of());
    }
  }

  /**
   * Reads one value that fills the whole text.
   *
   * @throws IllegalArgumentException if it is no JSON, with the position
   */
  static Value read(String text) {
    Json json = new Json(text);
    Value value = json.value();
    if (json.peek() != 0) {
      throw json.unexpected();
    }
    return value;
  }

  private Value value() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("nested more than " + DEEPEST + " deep");
    }
    Value value =
        switch (peek()) {
          case '{' -> object();
          case '[' -> array();
          case '"' -> new Value.Str(string());
          default -> word();
        };
    depth--;
    return value;
  }

  private Value object() {
    Map<String, Value> members = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      if (!members.isEmpty()) {
        expect(',');
      }
      String name = string();
      expect(':');
      members.put(name, value());
    }
    at++;
    return new Value.Obj(members);
  }

  private Value array() {
    List<Value> items = new ArrayList<>();
    at++;
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
    }
    at++;
    return new Value.Arr(items);
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> c;
      case 'u' -> hexadecimal();
      default -> throw unexpected();
    };
  }

  private char hexadecimal() {
    if (at + 4 > text.length()) {
      throw unexpected();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private Value word() {
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isSign())) {
      at++;
    }
    String word = text.substring(start, at);
    if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      at = start;
      throw unexpected();
    }
    return new Value.Other(word);
  }

  private boolean isSign() {
    return "+-.".indexOf(text.charAt(at)) >= 0;
  }

  private char next() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at++);
  }

  /** The next character that is no white space; 0 at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw unexpected();
    }
    at++;
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        at < text.length()
            ? "unexpected '" + text.charAt(at) + "' at position " + at
            : "unexpected end");
  }
}
