// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.model.Labels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that Go's text/template has itself, but for comparisons. */
final class CoreFunctions {

  static final Map<String, TemplateFunction> ALL =
      Map.ofEntries(
          Map.entry("not", (a, _) -> !Values.isTrue(a.exactly(1).value(0))),
          Map.entry("len", (a, _) -> length(a.exactly(1))),
          Map.entry("index", (a, _) -> index(a.atLeast(1))),
          Map.entry("slice", (a, _) -> slice(a.atLeast(1))),
          Map.entry("print", (a, _) -> print(a.values())),
          Map.entry("println", (a, _) -> spaced(a.values()) + '\n'),
          Map.entry(
              "printf",
              (a, _) -> GoFormat.format(a.atLeast(1).text(0), a.values().subList(1, a.size()))),
          Map.entry("html", CoreFunctions::html),
          Map.entry("js", (a, _) -> Escapes.js(print(a.values()))),
          Map.entry(
              "urlquery", (a, _) -> URLEncoder.encode(print(a.values()), StandardCharsets.UTF_8)));

  private CoreFunctions() {}

  private static Object html(Arguments arguments, TemplateContext context) {
    String escaped = Escapes.html(print(arguments.values()));
    return context.escaping() == TemplateContext.Escaping.HTML ? new SafeHtml(escaped) : escaped;
  }

  private static long length(Arguments arguments) {
    int length = Values.length(arguments.value(0));
    if (length < 0) {
      throw new Problem("len of type " + Values.type(arguments.value(0)));
    }
    return length;
  }

  /** As Go's Sprint: a space stands between two values of which neither is a text. */
  static String print(List<@Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      boolean texts =
          values.get(i) instanceof String || (i > 0 && values.get(i - 1) instanceof String);
      text.append(i > 0 && !texts ? " " : "").append(Values.text(values.get(i)));
    }
    return text.toString();
  }

  private static String spaced(List<@Nullable Object> values) {
    return String.join(" ", values.stream().map(Values::text).toList());
  }

  private static @Nullable Object index(Arguments arguments) {
    Object value = arguments.value(0);
    for (int i = 1; i < arguments.size(); i++) {
      value = Values.of(element(value, arguments, i));
    }
    return value;
  }

  private static @Nullable Object element(@Nullable Object value, Arguments arguments, int i) {
    return switch (value) {
      case Labels labels -> labels.get(arguments.text(i));
      case KeyValues texts -> texts.texts().getOrDefault(arguments.text(i), "");
      case Map<?, ?> map -> map.get(arguments.text(i));
      case List<?> list -> list.get(position(arguments, i, list.size()));
      case Listing listing -> listing.items().get(position(arguments, i, listing.items().size()));
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        yield (long) Byte.toUnsignedInt(bytes[position(arguments, i, bytes.length)]);
      }
      case null -> throw new Problem("index of untyped nil");
      case Object other -> throw new Problem("can't index item of type " + Values.type(other));
    };
  }

  private static int position(Arguments arguments, int i, int size) {
    int position = arguments.integer(i);
    if (position < 0 || position >= size) {
      throw new Problem("index out of range: " + position);
    }
    return position;
  }

  private static Object slice(Arguments arguments) {
    int size = Values.length(arguments.value(0));
    int from = arguments.size() > 1 ? arguments.integer(1) : 0;
    int to = arguments.size() > 2 ? arguments.integer(2) : size;
    if (from < 0 || to > size || from > to) {
      throw new Problem("slice bounds out of range: %d:%d of %d".formatted(from, to, size));
    }
    if (arguments.value(0) instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
    }
    return List.copyOf(arguments.list(0).subList(from, to));
  }
}
