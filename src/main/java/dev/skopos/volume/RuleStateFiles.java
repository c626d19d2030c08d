// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleStateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of rules, one file each. */
public final class RuleStateFiles implements RuleStateStore {

  private final JsonFiles<RuleState> files;

  public RuleStateFiles(Path folder, MeterRegistry meters) {
    files = new JsonFiles<>(folder, RuleState.class, meters);
  }

  @Override
  public Optional<RuleState> load(ResourceId rule) {
    return files.load(rule);
  }

  @Override
  public void save(ResourceId rule, RuleState state) {
    files.save(rule, state);
  }

  @Override
  public void delete(ResourceId rule) {
    files.delete(rule);
  }

  @Override
  public Set<ResourceId> ids() {
    return files.loadAll().stream().map(JsonFiles.Entry::id).collect(Collectors.toSet());
  }
}
