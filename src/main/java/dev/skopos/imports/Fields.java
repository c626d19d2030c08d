// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.imports.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a part of a document. A field of another type than asked for is refused; one that
 * nobody asks for is reported as lost. Belongs to one thread.
 */
final class Fields {

  private final Reading reading;
  private final Yaml.Mapping mapping;
  private final String path;
  private final Set<String> read = new HashSet<>();
  private final Map<String, Fields> objects = new HashMap<>();

  Fields(Reading reading, Yaml.Mapping mapping, String path) {
    this.reading = reading;
    this.mapping = mapping;
    this.path = path;
  }

  Reading reading() {
    return reading;
  }

  int line() {
    return mapping.line();
  }

  /** The line of the field, or of the whole when it is not there. */
  int line(String name) {
    Yaml field = mapping.fields().get(name);
    return field == null ? mapping.line() : field.line();
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  String path() {
    return path;
  }

  /** The names of all fields that are there. */
  Set<String> names() {
    return mapping.fields().keySet();
  }

  boolean isList(String name) {
    return value(name) instanceof Yaml.Sequence;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  private @Nullable Yaml value(String name) {
    Yaml field = mapping.fields().get(name);
    return field instanceof Yaml.Scalar scalar && scalar.isNull() ? null : field;
  }

  /** Knows the fields and leaves them out without a word: they mean nothing for the result. */
  Fields skip(String... names) {
    read.addAll(List.of(names));
    return this;
  }

  /** The text, also of a number or truth value; null when it is not there. */
  @Nullable String text(String name) {
    read.add(name);
    return switch (value(name)) {
      case null -> null;
      case Yaml.Scalar scalar -> scalar.text();
      case Yaml.Sequence _, Yaml.Mapping _ -> throw refuse(name, "expected a text");
    };
  }

  /** The text, which has to be there. */
  String need(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw refuse(name, "is missing");
    }
    return text;
  }

  boolean flag(String name, boolean otherwise) {
    read.add(name);
    Yaml value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Yaml.Scalar scalar && scalar.isBoolean()) {
      return scalar.text().equals("true");
    }
    throw refuse(name, "expected true or false");
  }

  /** The fields below; null when there are none. */
  @Nullable Fields object(String name) {
    read.add(name);
    return switch (value(name)) {
      case null -> null;
      case Yaml.Mapping inner ->
          objects.computeIfAbsent(name, _ -> reading.open(inner, path(name)));
      case Yaml.Scalar _, Yaml.Sequence _ -> throw refuse(name, "expected fields");
    };
  }

  Fields needObject(String name) {
    Fields fields = object(name);
    if (fields == null) {
      throw refuse(name, "is missing");
    }
    return fields;
  }

  /** The items of a list of objects; empty when it is not there. */
  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    List<Yaml> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      String place = "%s[%d]".formatted(path(name), i);
      if (!(items.get(i) instanceof Yaml.Mapping inner)) {
        throw new Refusal(items.get(i).line(), place, "expected fields");
      }
      objects.add(reading.open(inner, place));
    }
    return objects;
  }

  /** The items of a list of texts; empty when it is not there. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Yaml item : items(name)) {
      if (!(item instanceof Yaml.Scalar scalar)) {
        throw new Refusal(item.line(), path(name), "expected texts");
      }
      texts.add(scalar.text());
    }
    return texts;
  }

  private List<Yaml> items(String name) {
    read.add(name);
    return switch (value(name)) {
      case null -> List.of();
      case Yaml.Sequence sequence -> sequence.items();
      case Yaml.Scalar _, Yaml.Mapping _ -> throw refuse(name, "expected a list");
    };
  }

  /** Texts by name; empty when the field is not there. */
  Map<String, String> map(String name) {
    Fields inner = object(name);
    Map<String, String> texts = new TreeMap<>();
    if (inner != null) {
      for (String key : inner.mapping.fields().keySet()) {
        String text = inner.text(key);
        texts.put(key, text == null ? "" : text);
      }
    }
    return texts;
  }

  Refusal refuse(String name, String message) {
    return new Refusal(line(name), path(name), message);
  }

  void lost(String name, String message) {
    reading.lost(line(name), path(name), message);
  }

  void note(String name, String message) {
    reading.note(line(name), path(name), message);
  }

  void reportUnread() {
    for (Map.Entry<String, Yaml> field : mapping.fields().entrySet()) {
      if (!read.contains(field.getKey()) && value(field.getKey()) != null) {
        reading.lost(field.getValue().line(), path(field.getKey()), "has no counterpart in Skopos");
      }
    }
  }
}
