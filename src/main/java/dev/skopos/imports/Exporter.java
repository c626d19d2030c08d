// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.imports.yaml.Yaml;
import dev.skopos.imports.yaml.YamlException;
import dev.skopos.imports.yaml.YamlReader;
import dev.skopos.promql.Parser;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes rules for Prometheus of Skopos' objectives, in the layout of another tool. An objective
 * that is refused does not hinder the others. Belongs to one thread; reads one set of files.
 */
public final class Exporter {

  private final Dialect dialect;
  private final boolean nativeHistograms;
  private final List<Exported.Document> documents = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> groups = new HashSet<>();

  private Exporter(Dialect dialect, boolean nativeHistograms) {
    this.dialect = dialect;
    this.nativeHistograms = nativeHistograms;
  }

  /**
   * Reads the files.
   *
   * @param nativeHistograms whether histograms of latency are native; else they are classic
   */
  public static Exported read(List<Source> sources, Dialect dialect, boolean nativeHistograms) {
    return new Exporter(dialect, nativeHistograms).read(sources);
  }

  private Exported read(List<Source> sources) {
    sources.forEach(this::open);
    return new Exported(documents, findings);
  }

  private void open(Source source) {
    try {
      int number = 1;
      for (Yaml document : YamlReader.read(source.text())) {
        open(new Place(source.name(), number++, document.line()), document);
      }
    } catch (YamlException e) {
      Place place = new Place(source.name(), 1, e.line());
      findings.add(new Finding(Finding.Level.REFUSED, place, "", String.valueOf(e.getMessage())));
    }
  }

  private void open(Place place, Yaml document) {
    Reading reading = new Reading(place);
    try {
      if (!(document instanceof Yaml.Mapping mapping)) {
        throw new Refusal(place.line(), "", "expected fields, such as apiVersion and kind");
      }
      if (mapping.fields().get("items") instanceof Yaml.Sequence items) {
        items.items().forEach(item -> open(place.at(item.line()), item));
      } else {
        make(place, reading, reading.root(mapping));
      }
    } catch (Refusal e) {
      findings.add(e.at(place));
    }
  }

  private void make(Place place, Reading reading, Fields resource) {
    if (!ObjectiveReader.isObjective(resource)) {
      throw new Refusal(
          resource.line(), "kind", "expected ServiceLevelObjective of skopos.dev/v1alpha1");
    }
    Objective objective = ObjectiveReader.read(resource);
    Fields spec = resource.needObject("spec");
    List<RuleGroup> made = rules(Exportable.of(objective, spec), spec);
    for (RuleGroup group : made) {
      checked(spec, group);
    }
    List<Finding> found = reading.finish();
    List<Map<String, Object>> trees = made.stream().map(RuleGroup::tree).toList();
    documents.add(new Exported.Document(place, objective, found, trees));
    findings.addAll(found);
  }

  private List<RuleGroup> rules(Exportable objective, Fields spec) {
    return switch (dialect) {
      case PYRRA -> new PyrraRules(objective, spec, nativeHistograms).make();
      case SLOTH -> new SlothRules(objective, spec, nativeHistograms).make();
    };
  }

  /** Prometheus refuses a whole file for one query that it cannot read, or two groups of a name. */
  private void checked(Fields spec, RuleGroup group) {
    if (!groups.add(group.name())) {
      throw new Refusal(spec.line(), "", "there are two objectives for the group " + group.name());
    }
    for (Rule rule : group.rules()) {
      try {
        Parser.parse(rule.expr());
      } catch (ParseException e) {
        throw spec.refuse("indicator", "gives a query that cannot be read: " + e.getMessage());
      }
    }
  }
}
