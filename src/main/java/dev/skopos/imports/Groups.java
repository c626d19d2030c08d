// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.List;
import java.util.regex.Pattern;

/** Labels that make groups. */
final class Groups {

  private static final int MOST = 8;
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,127}");

  private Groups() {}

  static List<String> read(Fields fields, String name) {
    return checked(fields, name, fields.texts(name));
  }

  /** The labels, each once; those that cannot make groups and more than allowed are refused. */
  static List<String> checked(Fields fields, String name, List<String> labels) {
    List<String> distinct = labels.stream().distinct().toList();
    for (String label : distinct) {
      if (!LABEL.matcher(label).matches()) {
        throw fields.refuse(name, "not a possible name of a label: " + label);
      }
      if (ReservedLabels.makesNoGroups(label)) {
        throw fields.refuse(name, "the label %s cannot make groups".formatted(label));
      }
    }
    if (distinct.size() > MOST) {
      throw fields.refuse(name, "more than %d labels make groups".formatted(MOST));
    }
    return distinct;
  }
}
