// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventWriterTest {

  private static final ResourceId CHECK = new ResourceId("HealthCheck", "shop", "checkout");
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  private final FakeApi api = new FakeApi();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = START;
  private final EventWriter writer = new EventWriter(api, () -> now, meters);

  private void happens(String note) {
    writer.write(
        new ClusterEvent(CHECK, "uid-1", ClusterEvent.Type.WARNING, "Unhealthy", note, now));
  }

  private double dropped(String cause) {
    return meters.counter("skopos_events_dropped_total", "cause", cause).count();
  }

  @Test
  void anEventSaysWhatHappenedToWhom() {
    happens("saw 503");

    writer.flush();

    Event event = api.created.getFirst();
    assertThat(event.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(event.getRegarding().getKind()).isEqualTo("HealthCheck");
    assertThat(event.getRegarding().getUid()).isEqualTo("uid-1");
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("Unhealthy");
    assertThat(event.getNote()).isEqualTo("saw 503");
    assertThat(event.getEventTime().getTime()).isEqualTo("2026-11-01T10:00:00.000000Z");
  }

  @Test
  void whatHappensAgainRaisesTheCountInsteadOfMakingAnotherEvent() {
    happens("saw 503");
    now = START.plusSeconds(60);
    happens("saw 503");

    writer.flush();

    assertThat(api.created).hasSize(1);
    assertThat(api.patched)
        .singleElement()
        .asString()
        .contains("\"count\":2", "2026-11-01T10:01:00.000000Z");
  }

  @Test
  void whatHappensAgainMuchLaterIsANewEvent() {
    happens("saw 503");
    writer.flush();
    now = START.plus(EventWriter.MAX_AGE).plusSeconds(1);

    happens("saw 503");
    writer.flush();

    assertThat(api.created).hasSize(2);
    assertThat(api.created.get(0).getMetadata().getName())
        .isNotEqualTo(api.created.get(1).getMetadata().getName());
  }

  @Test
  void manyDifferentNotesOfOneReasonEndInOneSeries() {
    for (int i = 0; i < 30; i++) {
      now = now.plusSeconds(1);
      happens("took " + i + " ms");
    }

    writer.flush();

    assertThat(api.created).hasSize(EventWriter.MAX_DISTINCT);
    assertThat(api.patched).hasSize(30 - EventWriter.MAX_DISTINCT);
  }

  @Test
  void anEventThatExpiredInTheClusterIsMadeAnew() {
    happens("saw 503");
    writer.flush();
    api.patchFailure = failure(404);

    happens("saw 503");
    writer.flush();

    assertThat(api.created).hasSize(2);
  }

  @Test
  void eventsWaitWhileTheServerIsAwayAndKeepTheirOrder() {
    api.createFailure = new KubernetesClientException("gone", new IOException("refused"));
    happens("first");
    writer.flush();
    happens("second");
    writer.flush();
    api.createFailure = null;
    now = START.plusSeconds(60);

    writer.flush();

    assertThat(api.created).extracting(Event::getNote).containsExactly("first", "second");
    assertThat(meters.counter("skopos_events_written_total").count()).isEqualTo(2);
  }

  @Test
  void whatIsTooOldOrRefusedOrTooMuchIsDroppedAndCounted() {
    happens("too old");
    now = START.plus(EventWriter.MAX_AGE).plusSeconds(1);
    writer.flush();
    api.createFailure = failure(403);
    happens("refused");
    writer.flush();
    api.createFailure = failure(503);
    for (int i = 0; i <= EventWriter.CAPACITY; i++) {
      happens("waits");
    }

    assertThat(dropped("TooOld")).isEqualTo(1);
    assertThat(dropped("Refused")).isEqualTo(1);
    assertThat(dropped("QueueFull")).isEqualTo(1);
    assertThat(api.created).isEmpty();
  }

  @Test
  void aTryThatArrivedAlthoughItsAnswerWasLostCountsOnce() {
    api.createFailure = failure(409);
    happens("saw 503");

    writer.flush();

    assertThat(meters.counter("skopos_events_written_total").count()).isEqualTo(1);
  }

  @Test
  void oneFlushIsBounded() {
    for (int i = 0; i < EventWriter.MAX_PER_FLUSH + 1; i++) {
      now = now.plus(Duration.ofMillis(1));
      happens("same");
    }

    writer.flush();

    assertThat(api.created.size() + api.patched.size()).isEqualTo(EventWriter.MAX_PER_FLUSH);
  }

  private static KubernetesClientException failure(int code) {
    return new KubernetesClientException(
        "code " + code, code, new StatusBuilder().withCode(code).build());
  }

  private static final class FakeApi implements EventApi {
    private final List<Event> created = new ArrayList<>();
    private final List<String> patched = new ArrayList<>();
    private @Nullable KubernetesClientException createFailure;
    private @Nullable KubernetesClientException patchFailure;

    @Override
    public void create(Event event) {
      if (createFailure != null) {
        throw createFailure;
      }
      created.add(event);
    }

    @Override
    public void patch(String namespace, String name, String patch) {
      if (patchFailure != null) {
        throw patchFailure;
      }
      patched.add(patch);
    }
  }
}
