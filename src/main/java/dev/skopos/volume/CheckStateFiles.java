// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckStateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of checks, one file each. */
public final class CheckStateFiles implements CheckStateStore {

  private final JsonFiles<CheckState> files;

  public CheckStateFiles(Path folder, MeterRegistry meters) {
    files = new JsonFiles<>(folder, CheckState.class, meters);
  }

  @Override
  public Optional<CheckState> load(ResourceId check) {
    return files.load(check);
  }

  @Override
  public void save(ResourceId check, CheckState state) {
    files.save(check, state);
  }

  @Override
  public void delete(ResourceId check) {
    files.delete(check);
  }

  @Override
  public Set<ResourceId> ids() {
    return files.loadAll().stream().map(JsonFiles.Entry::id).collect(Collectors.toSet());
  }
}
