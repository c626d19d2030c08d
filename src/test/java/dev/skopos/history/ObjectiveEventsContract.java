// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every record of objectives' events does. */
abstract class ObjectiveEventsContract {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ALWAYS = Instant.parse("2100-01-01T00:00:00Z");
  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");

  abstract ObjectiveEvents events();

  private static ObjectiveEvent event(Instant at, ObjectiveEvent.Kind kind, String details) {
    return new ObjectiveEvent(
        at, CHECKOUT, Labels.of("route", "/pay"), kind, details, Optional.of("ada"));
  }

  private List<ObjectiveEvent> all() throws IOException {
    return events().list(CHECKOUT, Instant.EPOCH, ALWAYS, 10_000);
  }

  @Test
  void whatWasAppendedIsListedNewestFirst() throws IOException {
    List<ObjectiveEvent> events =
        List.of(
            event(NOON, ObjectiveEvent.Kind.TIER_FIRING, "fast"),
            event(NOON, ObjectiveEvent.Kind.BUDGET_EXHAUSTED, "all of it"),
            new ObjectiveEvent(
                NOON.plusMillis(1),
                CHECKOUT,
                Labels.EMPTY,
                ObjectiveEvent.Kind.TIER_RESOLVED,
                "",
                Optional.empty()));

    events().append(events);

    assertThat(all()).isEqualTo(events.reversed());
  }

  @Test
  void aTimeIsCutToTheMillisecond() throws IOException {
    events().append(List.of(event(NOON.plusNanos(999_999_999), ObjectiveEvent.Kind.RECOUNTED, "")));

    assertThat(all())
        .extracting(ObjectiveEvent::at)
        .containsExactly(Instant.parse("2026-03-01T12:00:00.999Z"));
  }

  @Test
  void aListHasItsSpanAndItsLimit() throws IOException {
    events()
        .append(
            IntStream.range(0, 10)
                .mapToObj(i -> event(NOON.plusSeconds(i), ObjectiveEvent.Kind.FREEZE_BEGAN, "" + i))
                .toList());

    assertThat(events().list(CHECKOUT, NOON.plusSeconds(2), NOON.plusSeconds(8), 3))
        .extracting(ObjectiveEvent::details)
        .containsExactly("7", "6", "5");
  }

  @Test
  void anObjectiveHasItsOwnEvents() throws IOException {
    events().append(List.of(event(NOON, ObjectiveEvent.Kind.FREEZE_ENDED, "")));

    assertThat(
            events()
                .list(
                    new ResourceId(CHECKOUT.kind(), "other", CHECKOUT.name()),
                    Instant.EPOCH,
                    ALWAYS,
                    10))
        .isEmpty();
  }

  @Test
  void noTextIsTooOddOrTooLong() throws IOException {
    String odd = "nul \0, quote ', \uD83D\uDE80, \\u0000";
    ObjectiveEvent event =
        new ObjectiveEvent(
            NOON,
            CHECKOUT,
            Labels.of("odd", odd, "long", "x".repeat(16_000)),
            ObjectiveEvent.Kind.EXCLUSION_APPLIED,
            odd + "é".repeat(ObjectiveEvent.MOST_DETAILS - odd.length()),
            Optional.of(odd));

    events().append(List.of(event));

    assertThat(all())
        .containsExactly(
            new ObjectiveEvent(
                NOON,
                CHECKOUT,
                event.group(),
                event.kind(),
                event.details().replace('\0', '\uFFFD'),
                event.author().map(author -> author.replace('\0', '\uFFFD'))));
  }

  @Test
  void aLongListIsAppendedWhole() throws IOException {
    events()
        .append(
            IntStream.range(0, 2_500)
                .mapToObj(i -> event(NOON.plusSeconds(i), ObjectiveEvent.Kind.TIER_FIRING, "" + i))
                .toList());

    assertThat(all()).hasSize(2_500);
    assertThat(all().getFirst().details()).isEqualTo("2499");
  }
}
