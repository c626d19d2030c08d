// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports.yaml;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes YAML in blocks, texts that look like something else in quotes. Stateless. */
public final class YamlWriter {

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setDereferenceAliases(true)
          .build();

  private YamlWriter() {}

  /** The document of maps, lists, texts, numbers and truth values; ends with a line break. */
  public static String write(Object document) {
    return new Dump(SETTINGS).dumpToString(document);
  }

  /** Comment lines with the text, one for each of its lines. */
  public static String comment(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(("# " + line).stripTrailing()).append('\n'));
    return lines.toString();
  }
}
