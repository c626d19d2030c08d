// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 of unknown origin: never more than {@link #MOST_NODES} parts, those that aliases
 * repeat counted again, and {@link #DEEPEST} levels; no tags but YAML's own, no name twice.
 */
public final class YamlReader {

  /** The longest text, in characters. */
  public static final int LONGEST = 4 * 1024 * 1024;

  /** The most parts of a text, over all of its documents. */
  public static final int MOST_NODES = 200_000;

  /** The deepest nesting. */
  public static final int DEEPEST = 64;

  private static final String OWN_TAGS = "tag:yaml.org,2002:";
  private static final Set<String> TAGS =
      Set.of("str", "int", "float", "bool", "null", "map", "seq");

  /** What an alias stands for, and of how many parts it is made. */
  private record Anchored(Yaml part, int size) {}

  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int nodes;

  private YamlReader(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * The documents of the text that hold something, in their order.
   *
   * @throws YamlException when it is not YAML or more than is read
   */
  public static List<Yaml> read(String text) throws YamlException {
    if (text.length() > LONGEST) {
      throw new YamlException(1, "longer than " + LONGEST + " characters");
    }
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(LONGEST).build();
    try {
      return new YamlReader(new Parse(settings).parseString(text).iterator()).documents();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new YamlException(line, "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new YamlException(1, "not YAML: " + e.getMessage());
    }
  }

  private List<Yaml> documents() throws YamlException {
    List<Yaml> documents = new ArrayList<>();
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
      } else if (event instanceof NodeEvent) {
        Yaml document = node(event, 1);
        if (!(document instanceof Yaml.Scalar scalar && scalar.isNull())) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  private Yaml node(Event event, int depth) throws YamlException {
    if (event instanceof AliasEvent alias) {
      return repeated(alias);
    }
    if (depth > DEEPEST) {
      throw new YamlException(line(event), "nested deeper than " + DEEPEST + " levels");
    }
    int before = nodes;
    count(event, 1);
    Yaml node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection(event, depth);
    if (event instanceof NodeEvent anchored) {
      int size = nodes - before;
      anchored
          .getAnchor()
          .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, size)));
    }
    return node;
  }

  private Yaml repeated(AliasEvent alias) throws YamlException {
    Anchored anchored = anchors.get(alias.getAlias().getValue());
    if (anchored == null) {
      throw new YamlException(line(alias), "alias without its anchor: *" + alias.getAlias());
    }
    count(alias, anchored.size());
    return anchored.part();
  }

  private void count(Event event, int more) throws YamlException {
    if (nodes > MOST_NODES - more) {
      throw new YamlException(line(event), "more than " + MOST_NODES + " parts");
    }
    nodes += more;
  }

  private static Yaml scalar(ScalarEvent scalar) throws YamlException {
    String tag = scalar.getTag().orElse("");
    known(scalar, tag);
    boolean text = tag.equals(OWN_TAGS + "str");
    return new Yaml.Scalar(line(scalar), scalar.getValue(), scalar.isPlain() && !text);
  }

  private Yaml collection(Event event, int depth) throws YamlException {
    if (event instanceof CollectionStartEvent start) {
      known(event, start.getTag().orElse(""));
    }
    return event.getEventId() == Event.ID.MappingStart
        ? mapping(event, depth)
        : sequence(event, depth);
  }

  private Yaml sequence(Event start, int depth) throws YamlException {
    List<Yaml> items = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new Yaml.Sequence(line(start), items);
  }

  private Yaml mapping(Event start, int depth) throws YamlException {
    Map<String, Yaml> fields = new LinkedHashMap<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      if (!(node(next, depth + 1) instanceof Yaml.Scalar name)) {
        throw new YamlException(line(next), "the name of a field is not a text");
      }
      if (fields.put(name.text(), node(events.next(), depth + 1)) != null) {
        throw new YamlException(line(next), "field " + name.text() + " stands there twice");
      }
    }
    return new Yaml.Mapping(line(start), fields);
  }

  private static void known(Event event, String tag) throws YamlException {
    boolean own = tag.startsWith(OWN_TAGS) && TAGS.contains(tag.substring(OWN_TAGS.length()));
    if (!tag.isEmpty() && !tag.equals("!") && !own) {
      throw new YamlException(line(event), "unknown tag: " + tag);
    }
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
