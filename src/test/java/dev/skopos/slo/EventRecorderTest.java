// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRecorderTest {

  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Events events = new Events();

  /** After a good day everything fails for half an hour, then nothing does. */
  private static ObjectiveLab lab() {
    Course course =
        Course.of(BEGIN, DAY.multipliedBy(4), m -> minute(m >= 1440 && m < 1470 ? 100 : 0, 100));
    return new ObjectiveLab(course, BEGIN.plus(DAY));
  }

  private List<Kind> kinds() {
    return events.all.stream().map(ObjectiveEvent::kind).toList();
  }

  @Test
  void recordsWhatBeginsAndEndsEachOnce() {
    ObjectiveLab lab = lab();
    EventRecorder recorder = new EventRecorder(lab.registry, events);
    lab.apply(objective().rolling(DAY));
    recorder.look();
    assertThat(events.all).isEmpty();

    lab.advance(Duration.ofMinutes(30));
    recorder.look();
    recorder.look();

    assertThat(kinds()).contains(Kind.TIER_FIRING, Kind.BUDGET_EXHAUSTED);
    assertThat(events.all).doesNotHaveDuplicates();
    assertThat(events.all.getFirst().details()).isNotEmpty();

    long firing = kinds().stream().filter(Kind.TIER_FIRING::equals).count();
    lab.advance(DAY.multipliedBy(2));
    recorder.look();

    assertThat(kinds().stream().filter(Kind.TIER_RESOLVED::equals)).hasSize((int) firing);
    assertThat(kinds()).endsWith(Kind.BUDGET_RESTORED);
  }

  @Test
  void whatWasOpenBeforeARestartDoesNotBeginAgain() {
    ObjectiveLab lab = lab();
    lab.apply(objective().rolling(DAY));
    lab.advance(Duration.ofMinutes(30));
    new EventRecorder(lab.registry, events).look();
    int before = events.all.size();

    new EventRecorder(lab.registry, events).look();

    assertThat(events.all).hasSize(before);
  }

  @Test
  void waitsForTheRecords() {
    ObjectiveLab lab = lab();
    EventRecorder recorder = new EventRecorder(lab.registry, events);
    lab.apply(objective().rolling(DAY));
    lab.advance(Duration.ofMinutes(30));
    events.away = true;
    recorder.look();
    assertThat(events.all).isEmpty();

    events.away = false;
    recorder.look();

    assertThat(kinds()).contains(Kind.BUDGET_EXHAUSTED);
  }

  private static final class Events implements ObjectiveEvents {
    private final List<ObjectiveEvent> all = new ArrayList<>();
    private boolean away;

    @Override
    public void append(List<ObjectiveEvent> events) {
      all.addAll(events);
    }

    @Override
    public List<ObjectiveEvent> list(ResourceId objective, Instant from, Instant to, int limit)
        throws IOException {
      if (away) {
        throw new IOException("away");
      }
      return all.reversed().stream().limit(limit).toList();
    }
  }
}
