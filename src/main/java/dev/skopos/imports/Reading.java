// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.imports.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;

/**
 * The reading of one document: what was found, and which fields nobody asked for. Belongs to one
 * thread.
 */
final class Reading {

  private final Place document;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Fields> opened = new ArrayList<>();

  Reading(Place document) {
    this.document = document;
  }

  Place document() {
    return document;
  }

  /** The fields of the whole document. */
  Fields root(Yaml.Mapping mapping) {
    return open(mapping, "");
  }

  Fields open(Yaml.Mapping mapping, String path) {
    Fields fields = new Fields(this, mapping, path);
    opened.add(fields);
    return fields;
  }

  void lost(int line, String field, String message) {
    add(Finding.Level.LOST, line, field, message);
  }

  void note(int line, String field, String message) {
    add(Finding.Level.NOTE, line, field, message);
  }

  private void add(Finding.Level level, int line, String field, String message) {
    Finding finding = new Finding(level, document.at(line), field, message);
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }

  /** All findings, fields among them that nobody asked for. */
  List<Finding> finish() {
    opened.forEach(Fields::reportUnread);
    return List.copyOf(findings);
  }
}
