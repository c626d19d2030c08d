// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.model.ResourceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accepted spec of each resource, so that an invalid edit or an API server that is away never
 * stops what worked, not even over a restart. Thread-safe as long as one resource is handled by one
 * thread at a time.
 */
public final class AcceptedSpecs {

  /**
   * What is on the volume.
   *
   * @param content stands for the text: what is made of a resource may change without it
   */
  private record Kept(String uid, long generation, UUID content) {}

  private final JsonFiles<AcceptedSpec> files;
  private final Map<ResourceId, Kept> kept = new ConcurrentHashMap<>();

  /** Specs below the folder, which is made when the first one is kept. */
  public AcceptedSpecs(Path folder, MeterRegistry meters) {
    files = new JsonFiles<>(folder, AcceptedSpec.class, meters);
    files.loadAll().forEach(entry -> kept.put(entry.id(), version(entry.content())));
  }

  /** Whether nothing was ever accepted, or all of it is gone. */
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /** All specs of one kind, in no order. */
  public List<AcceptedSpec> load(String kind) {
    return kept.keySet().stream()
        .filter(id -> id.kind().equals(kind))
        .sorted()
        .flatMap(id -> files.load(id).stream())
        .toList();
  }

  /** Keeps the spec; one that is already kept is not written again. */
  public void keep(AcceptedSpec spec) {
    Kept version = version(spec);
    if (!version.equals(kept.get(spec.id())) && files.save(spec.id(), spec)) {
      kept.put(spec.id(), version);
    }
  }

  /** Forgets the spec; nothing happens when there is none. */
  public void drop(ResourceId id) {
    if (kept.remove(id) != null) {
      files.delete(id);
    }
  }

  /** Forgets the specs of the kind's resources that are not among these. */
  public void retainOnly(String kind, Set<ResourceId> ids) {
    kept.keySet().stream()
        .filter(id -> id.kind().equals(kind) && !ids.contains(id))
        .forEach(this::drop);
  }

  private static Kept version(AcceptedSpec spec) {
    byte[] text = spec.json().getBytes(StandardCharsets.UTF_8);
    return new Kept(spec.uid(), spec.generation(), UUID.nameUUIDFromBytes(text));
  }
}
