// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Writes Kubernetes Events about resources. {@link #write} only queues, from any thread; {@link
 * #flush}, called each second by one thread, sends. What happens again within ten minutes raises
 * the count of the Event that is there; so does what is similar once {@value #MAX_DISTINCT} Events
 * of one resource and reason were written in that time. While the API server is away, events wait
 * up to ten minutes; what is dropped is counted.
 */
public final class EventWriter {

  private static final Logger LOG = Logger.getLogger(EventWriter.class);

  static final int CAPACITY = 1000;
  static final int MAX_PER_FLUSH = 50;
  static final Duration MAX_AGE = Duration.ofMinutes(10);

  static final int MAX_DISTINCT = 10;

  private static final String CONTROLLER = "skopos.dev/operator";
  private static final String INSTANCE = "skopos";
  private static final String ACTION = "Observe";
  private static final int MAX_REMEMBERED = 2000;
  private static final int MAX_NAME = 220;

  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private record Subject(String uid, String reason) {}

  /**
   * The newest Event of a subject.
   *
   * @param count how often it happened
   * @param distinct how many Events of the subject were written without a pause
   */
  private record Sent(String name, String note, int count, int distinct, Instant last) {

    private static final Sent NONE = new Sent("", "", 0, 0, Instant.MIN);

    private boolean isOver(Instant now) {
      return last.isBefore(now.minus(MAX_AGE));
    }

    private boolean covers(ClusterEvent event) {
      return count > 0 && (note.equals(event.note()) || distinct >= MAX_DISTINCT);
    }

    private Sent again(Instant at) {
      return new Sent(name, note, count + 1, distinct, at);
    }

    private Sent next(ClusterEvent event) {
      return new Sent(nameOf(event), event.note(), 1, distinct + 1, event.at());
    }
  }

  private final EventApi api;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final BlockingQueue<ClusterEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Map<Subject, Sent> sent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Sent> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  public EventWriter(KubernetesClient client, InstantSource clock, MeterRegistry meters) {
    this(new ClientApi(client), clock, meters);
  }

  EventWriter(EventApi api, InstantSource clock, MeterRegistry meters) {
    this.api = api;
    this.clock = clock;
    this.meters = meters;
    Gauge.builder("skopos.events.queued", queue, Collection::size)
        .description("Events that wait for the API server")
        .register(meters);
  }

  /** Queues the event; returns at once. */
  public void write(ClusterEvent event) {
    if (!queue.offer(event)) {
      dropped("QueueFull");
    }
  }

  /** Sends what is queued, up to a bound per call; stops at the first sign of a server away. */
  public void flush() {
    for (int sends = 0; sends < MAX_PER_FLUSH; sends++) {
      ClusterEvent next = queue.peek();
      if (next == null) {
        return;
      }
      if (next.at().plus(MAX_AGE).isBefore(clock.instant())) {
        dropped("TooOld");
      } else if (!send(next)) {
        return;
      }
      queue.remove();
    }
  }

  /** Whether the event is done with, be it sent or refused for good. */
  private boolean send(ClusterEvent event) {
    try {
      sendOrRepeat(event);
      meters.counter("skopos_events_written_total").increment();
      return true;
    } catch (KubernetesClientException e) {
      if (mayWorkLater(e)) {
        LOG.debugf("Cannot write an Event about %s now: %s", event.resource(), e.getMessage());
        return false;
      }
      LOG.warnf("An Event about %s was refused: %s", event.resource(), e.getMessage());
      dropped("Refused");
      return true;
    }
  }

  /** Without an answer there is no code of HTTP. */
  private static boolean mayWorkLater(KubernetesClientException e) {
    boolean refused = e.getCode() >= 400 && e.getCode() < 500;
    return !refused || e.getCode() == 401 || e.getCode() == 429;
  }

  private void sendOrRepeat(ClusterEvent event) {
    Subject subject = new Subject(event.uid(), event.reason());
    Sent before = sent.getOrDefault(subject, Sent.NONE);
    before = before.isOver(event.at()) ? Sent.NONE : before;
    Sent after = before.again(event.at());
    if (!before.covers(event) || !repeat(event.resource().namespace(), after)) {
      after = before.next(event);
      create(event, after.name());
    }
    sent.remove(subject);
    sent.put(subject, after);
  }

  private boolean repeat(String namespace, Sent again) {
    try {
      Map<String, ?> series =
          Map.of("count", again.count(), "lastObservedTime", microTime(again.last()));
      api.patch(namespace, again.name(), Serialization.asJson(Map.of("series", series)));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  private void create(ClusterEvent event, String name) {
    try {
      api.create(toEvent(event, name));
    } catch (KubernetesClientException e) {
      // The answer to an earlier try was lost on its way.
      if (e.getCode() != 409) {
        throw e;
      }
    }
  }

  private static Event toEvent(ClusterEvent event, String name) {
    ResourceId id = event.resource();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(id.namespace())
        .withName(name)
        .endMetadata()
        .withNewRegarding()
        .withApiVersion(event.apiVersion())
        .withKind(id.kind())
        .withNamespace(id.namespace())
        .withName(id.name())
        .withUid(event.uid())
        .endRegarding()
        .withType(event.type().word())
        .withReason(event.reason())
        .withNote(event.note())
        .withAction(ACTION)
        .withEventTime(new MicroTime(microTime(event.at())))
        .withReportingController(CONTROLLER)
        .withReportingInstance(INSTANCE)
        .build();
  }

  /** The same for each try to send one event. */
  private static String nameOf(ClusterEvent event) {
    String name = event.resource().name();
    String start = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "x";
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, event.at());
    int salt = (event.resource().kind() + event.reason() + event.note()).hashCode();
    return start + '.' + Long.toHexString(nanos) + Integer.toHexString(salt);
  }

  private static String microTime(Instant at) {
    return MICRO_TIME.format(at);
  }

  private void dropped(String cause) {
    meters.counter("skopos_events_dropped_total", "cause", cause).increment();
  }

  private record ClientApi(KubernetesClient client) implements EventApi {

    @Override
    public void create(Event event) {
      client.events().v1().events().resource(event).create();
    }

    @Override
    public void patch(String namespace, String name, String patch) {
      // Patching by name would read the Event first, which takes another permission.
      Event target =
          new EventBuilder()
              .withNewMetadata()
              .withNamespace(namespace)
              .withName(name)
              .endMetadata()
              .build();
      client
          .events()
          .v1()
          .events()
          .resource(target)
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
  }
}
