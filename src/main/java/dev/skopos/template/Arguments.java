// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, with the conversions that functions need. */
record Arguments(String function, List<@Nullable Object> values) {

  int size() {
    return values.size();
  }

  @Nullable Object value(int index) {
    return values.get(index);
  }

  Arguments exactly(int count) {
    if (values.size() != count) {
      throw new Problem(
          "wrong number of args for %s: want %d got %d".formatted(function, count, values.size()));
    }
    return this;
  }

  Arguments atLeast(int count) {
    if (values.size() < count) {
      throw new Problem(
          "wrong number of args for %s: want at least %d got %d"
              .formatted(function, count, values.size()));
    }
    return this;
  }

  String text(int index) {
    return switch (value(index)) {
      case String text -> text;
      case SafeHtml html -> html.text();
      case null -> throw wrongType(index, "string");
      case Object _ -> throw wrongType(index, "string");
    };
  }

  /** A number, also from a text that holds one, as Prometheus' humanize functions take it. */
  double number(int index) {
    return switch (value(index)) {
      case Double number -> number;
      case Long number -> number;
      case Duration duration -> duration.toNanos() / 1e9;
      case String text -> GoFloat.parse(text);
      case null -> throw wrongType(index, "float64");
      case Object _ -> throw wrongType(index, "float64");
    };
  }

  int integer(int index) {
    return switch (value(index)) {
      case Long number when number == number.intValue() -> number.intValue();
      case Double number when number == number.intValue() -> number.intValue();
      case null -> throw wrongType(index, "int");
      case Object _ -> throw wrongType(index, "int");
    };
  }

  ZonedDateTime time(int index) {
    if (value(index) instanceof ZonedDateTime time) {
      return time;
    }
    throw wrongType(index, "time.Time");
  }

  List<?> list(int index) {
    return switch (value(index)) {
      case List<?> list -> list;
      case Listing listing -> listing.items();
      case null -> List.of();
      case Object _ -> throw wrongType(index, "list");
    };
  }

  List<String> texts(int index) {
    return list(index).stream().map(item -> Values.text(Values.of(item))).toList();
  }

  TemplateSample sample(int index) {
    if (value(index) instanceof TemplateSample sample) {
      return sample;
    }
    throw wrongType(index, "sample");
  }

  Problem wrongType(int index, String expected) {
    return new Problem(
        "wrong type of argument %d of %s: expected %s; found %s"
            .formatted(index + 1, function, expected, Values.type(value(index))));
  }
}
