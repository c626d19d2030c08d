// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/** The metadata that senders sent last; of more than 20,000 families the oldest go. Thread-safe. */
final class SentMetadata {

  private static final int MOST = 20_000;
  private static final int LONGEST = 4_096;

  private final LinkedHashMap<String, FamilyMetadata> families =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FamilyMetadata> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(String family, FamilyMetadata metadata) {
    boolean fits =
        family.length() <= LONGEST
            && metadata.help().length() <= LONGEST
            && metadata.unit().length() <= LONGEST;
    if (fits && !family.isEmpty() && !metadata.equals(families.get(family))) {
      families.put(family, metadata);
    }
  }

  synchronized Map<String, FamilyMetadata> all() {
    return Map.copyOf(families);
  }
}
