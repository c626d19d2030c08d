// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.model.Labels;
import dev.skopos.template.KeyValues.Pair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values that templates work with and their Go types: Boolean, Long (int), Double (float64),
 * String, SafeHtml, ZonedDateTime (time.Time), Duration, List, Listing and Pairs (slices), Labels
 * and KeyValues (maps of strings), Map (a struct: it has exactly its members), TemplateSample.
 */
final class Values {

  private Values() {}

  /** The value in one of the types above. */
  static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case Instant instant -> instant.atZone(ZoneOffset.UTC);
      case Enum<?> constant -> constant.toString();
      case Object other -> other;
    };
  }

  /** Whether {@code if} takes it for true: everything that is not empty. */
  static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean bool -> bool;
      case Long number -> number != 0;
      case Double number -> number != 0;
      case Duration duration -> !duration.isZero();
      case SafeHtml html -> !html.text().isEmpty();
      case String text -> !text.isEmpty();
      case Labels labels -> !labels.isEmpty();
      case KeyValues texts -> !texts.texts().isEmpty();
      case List<?> list -> !list.isEmpty();
      case Listing listing -> !listing.items().isEmpty();
      case Object _ -> true;
    };
  }

  /** How Go names the type. */
  static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case Boolean _ -> "bool";
      case Long _ -> "int";
      case Double _ -> "float64";
      case String _ -> "string";
      case SafeHtml _ -> "template.HTML";
      case Duration _ -> "time.Duration";
      case ZonedDateTime _ -> "time.Time";
      case Labels _ -> "map[string]string";
      case KeyValues _ -> "template.KV";
      case List<?> _, Listing _ -> "list";
      case Map<?, ?> _ -> "object";
      case Object _ -> "value";
    };
  }

  /** The value as {@code %v} prints it. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case Double number -> GoFloat.shortest(number);
      case SafeHtml html -> html.text();
      case Duration duration -> GoTime.text(duration);
      case ZonedDateTime time -> GoTime.text(time);
      case Labels labels -> map(labels.toMap());
      case TemplateSample sample ->
          "{" + map(sample.labels().toMap()) + ' ' + GoFloat.shortest(sample.value()) + '}';
      case Pair pair -> '{' + pair.name() + ' ' + pair.value() + '}';
      case Map<?, ?> map -> map(map);
      case Listing listing -> list(listing.items());
      case List<?> list -> list(list);
      case Object other -> other.toString();
    };
  }

  private static String list(List<?> list) {
    if (!list.isEmpty() && list.getFirst() instanceof Pair) {
      return KeyValues.text(list.stream().map(Pair.class::cast).toList());
    }
    return '[' + String.join(" ", list.stream().map(item -> text(of(item))).toList()) + ']';
  }

  private static String map(Map<?, ?> map) {
    List<String> entries = new ArrayList<>();
    new TreeMap<>(map).forEach((key, value) -> entries.add(key + ":" + text(of(value))));
    return "map[" + String.join(" ", entries) + ']';
  }

  /** The elements that a range goes over, with their keys or positions; null where it cannot. */
  static @Nullable Map<Object, Object> elements(@Nullable Object value) {
    Map<Object, Object> elements = new java.util.LinkedHashMap<>();
    switch (value) {
      case Labels labels -> labels.forEach(elements::put);
      case KeyValues texts -> elements.putAll(texts.texts());
      case Map<?, ?> map -> elements.putAll(new TreeMap<>(map));
      case Listing listing -> number(listing.items(), elements);
      case List<?> list -> number(list, elements);
      case null -> {
        // nothing to go over, as in Go
      }
      case Object _ -> {
        return null;
      }
    }
    return elements;
  }

  private static void number(List<?> list, Map<Object, Object> elements) {
    for (Object item : list) {
      elements.put((long) elements.size(), item);
    }
  }

  /** The number of elements, for texts of UTF-8 bytes as in Go; negative where it has none. */
  static int length(@Nullable Object value) {
    return switch (value) {
      case String text -> text.getBytes(StandardCharsets.UTF_8).length;
      case SafeHtml html -> html.text().getBytes(StandardCharsets.UTF_8).length;
      case Labels labels -> labels.size();
      case KeyValues texts -> texts.texts().size();
      case Map<?, ?> map -> map.size();
      case List<?> list -> list.size();
      case Listing listing -> listing.items().size();
      case null -> -1;
      case Object _ -> -1;
    };
  }
}
