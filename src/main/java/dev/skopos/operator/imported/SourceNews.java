// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import dev.skopos.kube.ClusterEvent;
import dev.skopos.kube.ClusterObjectives;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.objective.ObjectiveNews;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ImportedObjectives.Source;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells by Events of another tool's resources what their own status cannot say: that one is
 * refused, and how the budget stands. But for changes of objectives, used by one thread.
 */
final class SourceNews {

  /** The API server keeps Events for an hour, and there is no condition that would last. */
  static final Duration REPEATED = Duration.ofMinutes(45);

  private static final String REFUSED = "Refused";

  private final ClusterObjectives.Kind kind;
  private final Function<ResourceId, Optional<ObjectiveSnapshot>> objectives;
  private final ImportedObjectives imported;
  private final Consumer<ClusterEvent> events;
  private final InstantSource clock;
  private final Set<ResourceId> changed = ConcurrentHashMap.newKeySet();
  private final Map<ResourceId, ObjectiveSnapshot.State> told = new HashMap<>();
  private Map<Refused, Instant> refused = new HashMap<>();

  /** A resource of which something is refused. */
  record Refused(Source source, List<String> why) {}

  /** Knows of nothing yet. */
  SourceNews(
      ClusterObjectives.Kind kind,
      Function<ResourceId, Optional<ObjectiveSnapshot>> objectives,
      ImportedObjectives imported,
      Consumer<ClusterEvent> events,
      InstantSource clock) {
    this.kind = kind;
    this.objectives = objectives;
    this.imported = imported;
    this.events = events;
    this.clock = clock;
  }

  /** An objective of the tool changed; may be called by any thread. */
  void changed(ResourceId objective) {
    changed.add(objective);
  }

  /** From now on these are all that is refused. */
  void refused(List<Refused> all) {
    Map<Refused, Instant> present = new HashMap<>();
    all.forEach(each -> present.put(each, refused.getOrDefault(each, Instant.MIN)));
    refused = present;
  }

  /** Forgets all objectives but these. */
  void retainOnly(Set<ResourceId> present) {
    told.keySet().retainAll(present);
  }

  /** Tells what is due. */
  void tell() {
    Instant now = clock.instant();
    refused.replaceAll((which, last) -> isDue(last, now) ? refused(which, now) : last);
    for (ResourceId id : Set.copyOf(changed)) {
      // Removed first: what changes behind it is seen the next time.
      changed.remove(id);
      Optional<Source> source = imported.of(id);
      Optional<ObjectiveSnapshot> objective = objectives.apply(id);
      if (source.isPresent() && objective.isPresent()) {
        look(source.get(), objective.get(), now);
      }
    }
  }

  private static boolean isDue(Instant last, Instant now) {
    return last.isBefore(now.minus(REPEATED));
  }

  private Instant refused(Refused which, Instant now) {
    write(
        which.source(),
        new News(ClusterEvent.Type.WARNING, REFUSED, String.join("; ", which.why())),
        now);
    return now;
  }

  private void look(Source source, ObjectiveSnapshot objective, Instant now) {
    ResourceId which = objective.definition().id();
    Optional<ObjectiveSnapshot.State> before =
        Optional.ofNullable(told.put(which, objective.state()));
    if (!before.equals(Optional.of(objective.state()))) {
      ObjectiveNews.of(before, objective, now)
          .map(news -> new News(news.type(), news.reason(), which.name() + ": " + news.note()))
          .ifPresent(news -> write(source, news, now));
    }
  }

  private void write(Source source, News news, Instant now) {
    events.accept(
        new ClusterEvent(
            kind.apiVersion(),
            new ResourceId(kind.word(), source.namespace(), source.name()),
            source.uid(),
            news.type(),
            news.reason(),
            news.note(),
            now));
  }
}
