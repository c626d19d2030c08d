// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.imports.yaml.Yaml;
import dev.skopos.imports.yaml.YamlException;
import dev.skopos.imports.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes objectives of Skopos from files of other tools. Documents that refer to each other may be
 * in any of the files, in any order; one that is refused does not hinder the others. Belongs to one
 * thread; reads one set of files.
 */
public final class Importer {

  private static final int LONGEST_DESCRIPTION = 4096;
  private static final int LONGEST_SERVICE = 253;

  private final Format format;
  private final @Nullable String namespace;
  private final OpenSloCatalog catalog = new OpenSloCatalog();
  private final List<Task> tasks = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Imported.Document> documents = new ArrayList<>();
  private final Map<String, Place> names = new HashMap<>();

  /** What is to be made of a document. */
  private record Task(Reading reading, Fields fields, ForeignKind kind) {}

  private Importer(Format format, @Nullable String namespace) {
    this.format = format;
    this.namespace = namespace;
  }

  /**
   * Reads the files.
   *
   * @param namespace of resources whose files name none
   */
  public static Imported read(List<Source> sources, Format format, @Nullable String namespace) {
    return new Importer(format, namespace).read(sources);
  }

  private Imported read(List<Source> sources) {
    sources.forEach(this::open);
    tasks.forEach(this::make);
    findings.addAll(catalog.findings());
    List<String> files = sources.stream().map(Source::name).toList();
    findings.sort(
        Comparator.comparingInt((Finding found) -> files.indexOf(found.place().source()))
            .thenComparingInt(found -> found.place().line()));
    return new Imported(documents, findings);
  }

  private void open(Source source) {
    try {
      int number = 1;
      for (Yaml document : YamlReader.read(source.text())) {
        open(new Place(source.name(), number++, document.line()), document);
      }
    } catch (YamlException e) {
      refuse(new Place(source.name(), 1, e.line()), e.getMessage());
    }
  }

  private void open(Place place, Yaml document) {
    if (!(document instanceof Yaml.Mapping mapping)) {
      refuse(place, "expected fields, such as apiVersion and kind");
      return;
    }
    Reading reading = new Reading(place);
    Fields fields = reading.root(mapping);
    try {
      ForeignKind kind = ForeignKind.of(fields, format);
      if (kind == ForeignKind.LIST) {
        items(place, mapping);
      } else {
        take(new Task(reading, fields, kind));
      }
    } catch (Refusal e) {
      findings.add(e.at(place));
    }
  }

  private void items(Place place, Yaml.Mapping list) {
    if (list.fields().get("items") instanceof Yaml.Sequence items) {
      items.items().forEach(item -> open(place.at(item.line()), item));
    }
  }

  private void take(Task task) {
    if (task.kind() == ForeignKind.OPENSLO_PART) {
      catalog.add(task.fields().need("kind"), task.fields());
    } else {
      tasks.add(task);
    }
  }

  private void make(Task task) {
    Place place = task.reading().document();
    try {
      List<Objective> objectives = objectives(task);
      for (Objective objective : objectives) {
        bounded(task, objective);
        unique(task, objective);
      }
      List<Finding> found = task.reading().finish();
      documents.add(new Imported.Document(place, objectives, found));
      findings.addAll(found);
    } catch (Refusal e) {
      findings.add(e.at(place));
    }
  }

  private List<Objective> objectives(Task task) {
    return switch (task.kind()) {
      case PYRRA -> List.of(PyrraImport.read(task.fields(), namespace));
      case SLOTH -> SlothImport.resource(task.fields(), namespace);
      case SLOTH_PLAIN -> SlothImport.plain(task.fields(), namespace);
      case OPENSLO -> new OpenSloImport(catalog, namespace).read(task.fields());
      case OPENSLO_PART, LIST -> List.of();
    };
  }

  private static void bounded(Task task, Objective objective) {
    bounded(task, "description", objective.spec().description(), LONGEST_DESCRIPTION);
    bounded(task, "service", objective.spec().service(), LONGEST_SERVICE);
  }

  private static void bounded(Task task, String field, @Nullable String text, int longest) {
    if (text != null && text.length() > longest) {
      throw new Refusal(
          task.fields().line(), field, "longer than %d characters".formatted(longest));
    }
  }

  private void unique(Task task, Objective objective) {
    Place place = task.reading().document();
    Place other = names.put(objective.namespace() + "/" + objective.name(), place);
    if (other != null) {
      throw new Refusal(
          place.line(), "name", "%s is also made of %s".formatted(objective.name(), other));
    }
  }

  private void refuse(Place place, @Nullable String message) {
    findings.add(new Finding(Finding.Level.REFUSED, place, "", String.valueOf(message)));
  }
}
