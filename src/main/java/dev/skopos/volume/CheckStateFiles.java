// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckStateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The state of checks, one file each; the file {@code running} is there between begin and end. */
public final class CheckStateFiles implements CheckStateStore {

  private final JsonFiles<CheckState> files;
  private final Marker running;
  private final Set<ResourceId> outdated = ConcurrentHashMap.newKeySet();

  public CheckStateFiles(Path folder, MeterRegistry meters) {
    files = new JsonFiles<>(folder, CheckState.class, meters);
    running = new Marker(folder.resolve("running"));
  }

  @Override
  public boolean begin() {
    return !running.set();
  }

  @Override
  public void end() {
    if (outdated.isEmpty()) {
      running.clear();
    }
  }

  @Override
  public Optional<CheckState> load(ResourceId check) {
    return files.load(check);
  }

  @Override
  public void save(ResourceId check, CheckState state) {
    if (files.save(check, state)) {
      outdated.remove(check);
    } else {
      outdated.add(check);
    }
  }

  @Override
  public void delete(ResourceId check) {
    files.delete(check);
    outdated.remove(check);
  }

  @Override
  public Set<ResourceId> ids() {
    return files.loadAll().stream().map(JsonFiles.Entry::id).collect(Collectors.toSet());
  }
}
