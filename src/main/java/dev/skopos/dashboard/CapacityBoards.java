// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tile;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.Problem;
import dev.skopos.forecast.Quantities;
import dev.skopos.forecast.Recommendation;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Growth;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the pages of capacity together from snapshots. */
final class CapacityBoards {

  private CapacityBoards() {}

  static CapacityBoard of(List<CapacitySnapshot> snapshots) {
    Map<String, Risk> namespaces = new TreeMap<>();
    List<ResourceSnapshot> resources = new ArrayList<>();
    List<CapacityBoard.Row> rows = new ArrayList<>();
    for (CapacitySnapshot each : snapshots) {
      namespaces.merge(each.definition().id().namespace(), each.risk(), Risk::worse);
      resources.addAll(each.resources());
      each.resources().forEach(found -> rows.add(row(each.definition(), found)));
    }
    return new CapacityBoard(
        tiles(resources),
        namespaces.entrySet().stream()
            .map(
                each ->
                    new CapacityBoard.NamespaceRow(
                        each.getKey(), each.getValue().word(), tone(each.getValue())))
            .toList(),
        rows);
  }

  private static List<Tile> tiles(List<ResourceSnapshot> resources) {
    return List.of(Risk.CRITICAL, Risk.HIGH, Risk.MEDIUM, Risk.LOW, Risk.UNKNOWN).stream()
        .map(
            risk -> {
              long count = resources.stream().filter(each -> each.risk() == risk).count();
              return Tile.of(count, "risk " + risk.word().toLowerCase(Locale.ROOT), tone(risk));
            })
        .toList();
  }

  static Tone tone(Risk risk) {
    return switch (risk) {
      case CRITICAL, HIGH -> Tone.BAD;
      case MEDIUM -> Tone.WARN;
      case LOW -> Tone.GOOD;
      case UNKNOWN -> Tone.IDLE;
    };
  }

  private static CapacityBoard.Row row(CapacityDefinition definition, ResourceSnapshot found) {
    Quantities quantities = Quantities.of(found.resource().type().unit());
    return new CapacityBoard.Row(
        definition.id().namespace(),
        definition.id().name(),
        found.resource().name(),
        found.risk().word(),
        tone(found.risk()),
        Double.isFinite(found.utilization())
            ? "%s of %s (%.1f %%)"
                .formatted(
                    quantities.text(found.usage()),
                    quantities.text(found.ceiling()),
                    100 * found.utilization())
            : "unknown",
        found.expected().map(outlook -> growth(quantities, outlook)).orElse(""),
        found.expected().map(outlook -> day(outlook.exhaustion().p50(), definition)).orElse(""));
  }

  private static String growth(Quantities quantities, Outlook outlook) {
    return switch (outlook.growth()) {
      case Growth.Stable _ -> "stable";
      case Growth.Changing(double perDay, _) ->
          (perDay > 0 ? "+" : "") + quantities.text(perDay) + " a day";
    };
  }

  private static String day(Crossing crossing, CapacityDefinition definition) {
    return switch (crossing) {
      case Crossing.At(Instant time) -> day(time);
      case Crossing.Never() -> "not within %d days".formatted(definition.horizon().toDays());
    };
  }

  private static String day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  static CapacityBoard.Detail detail(CapacitySnapshot snapshot) {
    CapacityDefinition definition = snapshot.definition();
    Instant made = snapshot.lastForecast();
    return new CapacityBoard.Detail(
        definition.id().namespace(),
        definition.id().name(),
        snapshot.risk().word(),
        tone(snapshot.risk()),
        made == null ? "no forecast yet" : "forecast of " + made.truncatedTo(ChronoUnit.SECONDS),
        snapshot.resources().stream().map(each -> card(definition, each)).toList());
  }

  private static CapacityBoard.Card card(CapacityDefinition definition, ResourceSnapshot found) {
    Optional<Outlook> outlook = found.expected();
    return new CapacityBoard.Card(
        row(definition, found),
        outlook.map(each -> range(each, definition)).orElse(""),
        outlook.map(CapacityBoards::odds).orElse(""),
        outlook.map(CapacityBoards::model).orElse(""),
        Optional.ofNullable(found.problem()).map(Problem::message).orElse(""),
        CapacityChart.of(definition, found),
        found.recommendations().stream().map(CapacityBoards::advice).toList());
  }

  private static String range(Outlook outlook, CapacityDefinition definition) {
    String first = day(outlook.exhaustion().p10(), definition);
    String last = day(outlook.exhaustion().p90(), definition);
    return first.equals(last)
        ? "in eight of ten cases " + first
        : "in eight of ten cases from %s to %s".formatted(first, last);
  }

  private static String odds(Outlook outlook) {
    return "%.0f %% within 7 days, %.0f %% within 30 days"
        .formatted(
            100 * outlook.exhaustion().probability7d(),
            100 * outlook.exhaustion().probability30d());
  }

  private static String model(Outlook outlook) {
    String name = outlook.model().model().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return outlook.model().backtests() == 0
        ? name
        : "%s; error on the past %.2f of that of yesterday's values"
            .formatted(name, outlook.model().mase());
  }

  private static CapacityBoard.Advice advice(Recommendation advice) {
    String term = advice.term().name();
    return new CapacityBoard.Advice(
        term.charAt(0) + term.substring(1).toLowerCase(Locale.ROOT),
        advice.action(),
        advice.reason(),
        Optional.ofNullable(advice.effect()).orElse(""),
        Optional.ofNullable(advice.patch()).orElse(""));
  }
}
