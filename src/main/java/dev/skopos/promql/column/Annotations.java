// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.promql.column.Annotation.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the annotations of one query, each once. Belongs to one thread. */
public final class Annotations {
  private final Map<String, Annotation> annotations = new LinkedHashMap<>();

  /** Adds one; of two with the same text the later one counts, as in Prometheus. */
  public void add(Annotation annotation) {
    annotations.merge(annotation.key(), annotation, Annotations::merged);
  }

  private static Annotation merged(Annotation before, Annotation annotation) {
    Annotation.Repair first = before.detail();
    Annotation.Repair second = annotation.detail();
    return first == null || second == null
        ? annotation
        : new Annotation(before.level(), before.text(), before.span(), first.and(second));
  }

  /** The texts of the warnings for the query, all of them. */
  public List<String> warnings(String query) {
    return texts(Level.WARNING, query);
  }

  /** The texts of the infos for the query, all of them. */
  public List<String> infos(String query) {
    return texts(Level.INFO, query);
  }

  private List<String> texts(Level level, String query) {
    List<String> texts = new ArrayList<>();
    for (Annotation annotation : annotations.values()) {
      if (annotation.level() == level) {
        texts.add(annotation.text(query));
      }
    }
    return texts;
  }
}
