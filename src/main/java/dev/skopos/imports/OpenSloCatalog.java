// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of OpenSLO that others refer to by name, of all files that are read together. Belongs
 * to one thread.
 */
final class OpenSloCatalog {

  private record Key(String kind, String name) {}

  private final Map<Key, Fields> objects = new LinkedHashMap<>();
  private final Set<Key> used = new HashSet<>();

  /** Takes the object up, if it has a name. */
  void add(String kind, Fields object) {
    object.skip("apiVersion", "kind");
    Fields metadata = object.needObject("metadata").skip("annotations", "displayName", "labels");
    if (objects.put(new Key(kind, metadata.need("name")), object) != null) {
      throw metadata.refuse("name", "there are two of kind " + kind + " with this name");
    }
  }

  /** The specification of what the field refers to. */
  Fields specification(String kind, Fields fields, String reference) {
    Fields object = find(kind, fields.need(reference));
    if (object == null) {
      throw fields.refuse(
          reference, "no %s has the name %s".formatted(kind, fields.need(reference)));
    }
    return object.needObject("spec");
  }

  @Nullable Fields find(String kind, String name) {
    used.add(new Key(kind, name));
    return objects.get(new Key(kind, name));
  }

  /** What was found in the objects that were used; others are only named. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    objects.forEach(
        (key, object) -> {
          if (used.contains(key)) {
            findings.addAll(object.reading().finish());
          } else {
            Place place = object.reading().document();
            String message = "%s %s is used by no SLO".formatted(key.kind(), key.name());
            findings.add(new Finding(Finding.Level.NOTE, place, "", message));
          }
        });
    return findings;
  }
}
