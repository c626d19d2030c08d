// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.model.Labels;
import dev.skopos.template.KeyValues.Pair;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields and methods of values: what {@code .Name} gives. */
final class Members {

  private Members() {}

  /** The member of the value; arguments are those of a method. */
  static @Nullable Object of(@Nullable Object value, String name, Arguments arguments) {
    return switch (value) {
      case null -> throw new Problem("nil value has no field or method ." + name);
      case Labels labels -> labels.get(name);
      case KeyValues texts -> ofTexts(texts, name, arguments);
      case Listing listing -> ofMap(listing.members(), name);
      case List<?> list -> ofList(list, name);
      case Map<?, ?> map -> ofMap(map, name);
      case TemplateSample sample -> ofSample(sample, name);
      case Pair pair -> ofPair(pair, name);
      case ZonedDateTime time -> ofTime(time, name, arguments);
      case Object other -> throw unknown(other, name);
    };
  }

  private static Object ofTexts(KeyValues texts, String name, Arguments arguments) {
    return switch (name) {
      case "SortedPairs" -> texts.sortedPairs();
      case "Names" -> texts.sortedPairs().stream().map(Pair::name).toList();
      case "Values" -> texts.sortedPairs().stream().map(Pair::value).toList();
      case "Remove" -> texts.remove(arguments.exactly(1).texts(0));
      default -> texts.texts().getOrDefault(name, "");
    };
  }

  private static @Nullable Object ofMap(Map<?, ?> map, String name) {
    if (!map.containsKey(name)) {
      throw new Problem(
          "can't evaluate field %s: there are %s"
              .formatted(name, map.keySet().stream().map(String::valueOf).sorted().toList()));
    }
    return Values.of(map.get(name));
  }

  private static Object ofList(List<?> list, String name) {
    List<Pair> pairs = list.stream().filter(Pair.class::isInstance).map(Pair.class::cast).toList();
    return switch (name) {
      case "Names" -> pairs.stream().map(Pair::name).toList();
      case "Values" -> pairs.stream().map(Pair::value).toList();
      default -> throw unknown(list, name);
    };
  }

  private static Object ofSample(TemplateSample sample, String name) {
    return switch (name) {
      case "Labels" -> sample.labels();
      case "Value" -> sample.value();
      default -> throw unknown(sample, name);
    };
  }

  private static Object ofPair(Pair pair, String name) {
    return switch (name) {
      case "Name" -> pair.name();
      case "Value" -> pair.value();
      default -> throw unknown(pair, name);
    };
  }

  private static Object ofTime(ZonedDateTime time, String name, Arguments arguments) {
    return switch (name) {
      case "Format" -> GoTime.format(time, arguments.exactly(1).text(0));
      case "UTC", "Local" -> time.withZoneSameInstant(ZoneOffset.UTC);
      case "Unix" -> time.toEpochSecond();
      case "UnixMilli" -> time.toInstant().toEpochMilli();
      case "Year" -> (long) time.getYear();
      case "Month" -> GoTime.format(time, "January");
      case "Day" -> (long) time.getDayOfMonth();
      case "Hour" -> (long) time.getHour();
      case "Minute" -> (long) time.getMinute();
      case "Second" -> (long) time.getSecond();
      case "Weekday" -> GoTime.format(time, "Monday");
      case "IsZero" -> GoTime.isZero(time);
      case "String" -> GoTime.text(time);
      default -> throw unknown(time, name);
    };
  }

  private static Problem unknown(Object value, String name) {
    return new Problem("can't evaluate field %s in type %s".formatted(name, Values.type(value)));
  }
}
