// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads labels of OpenSLO, whose values may be lists. */
final class OpenSloLabels {

  private static final Pattern NAME =
      Pattern.compile("([-a-z0-9.]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

  private OpenSloLabels() {}

  private static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }

  static Map<String, String> read(Fields metadata) {
    Fields labels = metadata.object("labels");
    Map<String, String> kept = new TreeMap<>();
    if (labels != null) {
      for (String name : labels.names()) {
        List<String> values = labels.isList(name) ? labels.texts(name) : textOf(labels, name);
        if (values.size() == 1 && NAME.matcher(name).matches() && isValue(values.getFirst())) {
          kept.put(name, values.getFirst());
        } else {
          labels.lost(name, "not a possible label of a resource with one value");
        }
      }
    }
    return kept;
  }

  private static List<String> textOf(Fields labels, String name) {
    String text = labels.text(name);
    return List.of(text == null ? "" : text);
  }
}
