// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.AlertSink;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.SampleWriter.Refused;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rules work with.
 *
 * @param queries who answers the expressions of a group
 * @param externalUrl where Skopos is reached from outside, without a slash at its end; for
 *     templates
 */
public record RuleEnvironment(
    Function<ResourceId, QueryFunction> queries,
    SampleWriter samples,
    RuleStateStore states,
    AlertSink sink,
    String externalUrl) {

  /** Writes the batch, if there is anything in it; gives what was refused of it. */
  Optional<Refused> write(List<RuleSample> batch) {
    return batch.isEmpty() ? Optional.empty() : samples.write(batch);
  }
}
