// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A kind of resource and the registry that its definitions go to.
 *
 * @param secrets the Secrets and ConfigMaps that a resource names
 * @param apply maps a resource and applies what came out; may throw an IllegalArgumentException
 */
public record PlannedKind<R>(
    Class<R> type,
    Function<R, List<SecretReference>> secrets,
    Function<R, Applied> apply,
    Consumer<ResourceId> remove,
    Consumer<Set<ResourceId>> retainOnly) {}
