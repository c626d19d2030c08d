// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.kube.FrozenTemplates;
import dev.skopos.model.ResourceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pod templates of frozen workloads, a file for each objective that freezes any. */
public final class FrozenTemplateFiles implements FrozenTemplates {

  private final JsonFiles<Frozen> files;
  private final Map<ResourceId, Frozen> known = new ConcurrentHashMap<>();

  /** Those below the folder, which is made when the first freeze begins. */
  public FrozenTemplateFiles(Path folder, MeterRegistry meters) {
    files = new JsonFiles<>(folder, Frozen.class, meters);
    files.loadAll().forEach(entry -> known.put(entry.id(), entry.content()));
  }

  @Override
  public Optional<Frozen> of(ResourceId objective) {
    return Optional.ofNullable(known.get(objective));
  }

  @Override
  public void remember(ResourceId objective, Frozen frozen) {
    if (!frozen.equals(known.put(objective, frozen))) {
      files.save(objective, frozen);
    }
  }

  @Override
  public void forget(ResourceId objective) {
    if (known.remove(objective) != null) {
      files.delete(objective);
    }
  }

  @Override
  public void retainOnly(Set<ResourceId> objectives) {
    known.keySet().stream().filter(id -> !objectives.contains(id)).toList().forEach(this::forget);
  }
}
