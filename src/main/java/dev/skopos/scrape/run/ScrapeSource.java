// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.model.Labels;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetMetadata;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.TargetSource;
import dev.skopos.scrape.relabel.Relabeling;
import dev.skopos.scrape.target.InvalidTargetException;
import dev.skopos.scrape.target.Target;
import dev.skopos.scrape.target.TargetBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One source in operation: keeps one loop for each target that there is now. Thread-safe. */
final class ScrapeSource {

  private static final String ADDRESS = "__address__";
  private static final int SHOWN_DROPPED = 20;

  private final ScrapeDefinition definition;
  private final ScrapeLoop.Tools tools;
  private final TargetSource discovery;
  private final TargetBuilder builder;
  private final Relabeling metrics;
  private final Map<Target.Key, ScrapeLoop> loops = new LinkedHashMap<>();
  private final Map<Target.Key, ScrapeLoop> inherited = new HashMap<>();
  private List<Map<String, String>> found = List.of();
  private Targets targets = new Targets();
  private boolean stopped;

  /** What discovery came to. */
  private static final class Targets {
    private final Map<Target.Key, Target> kept = new LinkedHashMap<>();
    private final List<Labels> dropped = new ArrayList<>();
    private int droppedCount;
    private String problem = "";
  }

  /**
   * A source without targets.
   *
   * @throws IllegalArgumentException when a rule of relabeling is not valid
   */
  ScrapeSource(ScrapeDefinition definition, ScrapeLoop.Tools tools, TargetSource discovery) {
    this.definition = definition;
    this.tools = tools;
    this.discovery = discovery;
    this.builder = new TargetBuilder(definition);
    this.metrics = Relabeling.of("spec.metricRelabelings", definition.rewriting().metrics());
  }

  ScrapeDefinition definition() {
    return definition;
  }

  /** Goes on with the targets of an earlier definition of the same source, which ends with that. */
  void takeOver(ScrapeSource earlier) {
    inherited.putAll(earlier.release());
  }

  private synchronized Map<Target.Key, ScrapeLoop> release() {
    stopped = true;
    return Map.copyOf(loops);
  }

  /** Looks for targets; says whether anything changed. */
  synchronized boolean discover() {
    if (stopped) {
      return false;
    }
    List<Map<String, String>> now = definition.suspend() ? List.of() : find();
    if (now.equals(found) && inherited.isEmpty()) {
      return false;
    }
    found = now;
    targets = build(now);
    start();
    endOthers();
    return true;
  }

  private List<Map<String, String>> find() {
    List<Map<String, String>> all = new ArrayList<>();
    for (TargetSelector selector : definition.selectors()) {
      switch (selector) {
        case TargetSelector.Static given -> all.addAll(labels(given));
        case TargetSelector.Discovered discovered -> all.addAll(discovery.find(discovered));
      }
    }
    return all;
  }

  private static List<Map<String, String>> labels(TargetSelector.Static given) {
    return given.addresses().stream()
        .map(
            address -> {
              Map<String, String> labels = new HashMap<>(given.labels());
              labels.put(ADDRESS, address);
              return labels;
            })
        .toList();
  }

  private Targets build(List<Map<String, String>> discovered) {
    Targets result = new Targets();
    for (Map<String, String> labels : discovered) {
      try {
        Optional<Target> target = builder.build(labels);
        if (target.isPresent()) {
          keep(result, target.get());
        } else {
          drop(result, labels);
        }
      } catch (InvalidTargetException e) {
        result.problem = result.problem.isEmpty() ? e.getMessage() : result.problem;
      }
    }
    return result;
  }

  private void keep(Targets result, Target target) {
    if (result.kept.size() < definition.limits().targets()) {
      result.kept.put(target.key(), target);
    } else if (!result.kept.containsKey(target.key())) {
      result.problem =
          "more than %d targets; the others are not scraped"
              .formatted(definition.limits().targets());
    }
  }

  private static void drop(Targets result, Map<String, String> labels) {
    result.droppedCount++;
    if (result.dropped.size() < SHOWN_DROPPED) {
      result.dropped.add(Labels.of(labels));
    }
  }

  private void start() {
    targets.kept.forEach(
        (key, target) -> {
          ScrapeLoop running = loops.get(key);
          if (running != null && running.target().interval().equals(target.interval())) {
            running.rediscovered(target);
            return;
          }
          ScrapeLoop earlier = running == null ? inherited.remove(key) : running;
          if (earlier != null) {
            earlier.stop();
          }
          ScrapeLoop loop = new ScrapeLoop(definition, target, metrics, tools, earlier);
          loops.put(key, loop);
          loop.start();
        });
  }

  private void endOthers() {
    inherited.values().forEach(ScrapeLoop::end);
    inherited.clear();
    loops
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !targets.kept.containsKey(entry.getKey());
              if (gone) {
                entry.getValue().end();
              }
              return gone;
            });
  }

  /** The source is gone: ends its series. */
  synchronized void end() {
    stopped = true;
    loops.values().forEach(ScrapeLoop::end);
    loops.clear();
  }

  /** No more scrapes. */
  synchronized void stop() {
    stopped = true;
    loops.values().forEach(ScrapeLoop::stop);
  }

  synchronized SourceSnapshot snapshot() {
    return new SourceSnapshot(
        definition,
        loops.values().stream().map(ScrapeLoop::snapshot).toList(),
        targets.dropped,
        targets.droppedCount,
        targets.problem);
  }

  synchronized List<TargetMetadata> metadata() {
    return loops.values().stream()
        .map(loop -> new TargetMetadata(loop.target().labels(), loop.families()))
        .toList();
  }
}
