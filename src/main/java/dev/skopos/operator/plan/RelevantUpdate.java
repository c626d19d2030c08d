// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Lets a reconciler look at a change of the spec, of an annotation, which may trigger something,
 * and of the status: then one that was written too early or by somebody else is put right.
 */
public final class RelevantUpdate implements OnUpdateFilter<CustomResource<?, ?>> {

  @Override
  public boolean accept(CustomResource<?, ?> after, CustomResource<?, ?> before) {
    return !Objects.equals(
            after.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            after.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
        || !Objects.equals(after.getStatus(), before.getStatus());
  }
}
