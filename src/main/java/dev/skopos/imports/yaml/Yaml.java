// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML document and the line where it begins; the first is 1. Immutable. */
public sealed interface Yaml {

  int line();

  /**
   * A text, a number, a truth value or nothing.
   *
   * @param plain whether it stands without quotes, so that it may be more than a text
   */
  record Scalar(int line, String text, boolean plain) implements Yaml {

    /** Whether it is YAML's null. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    /** Whether it is true or false, as YAML 1.2 writes it. */
    public boolean isBoolean() {
      return plain && (text.equals("true") || text.equals("false"));
    }
  }

  /** Parts in their order. */
  record Sequence(int line, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Parts with names, in the order of the file. */
  record Mapping(int line, Map<String, Yaml> fields) implements Yaml {
    public Mapping {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
