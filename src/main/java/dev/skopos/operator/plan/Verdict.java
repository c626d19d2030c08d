// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.model.Applied;
import org.jspecify.annotations.Nullable;

/**
 * What became of a resource that was applied.
 *
 * @param acceptedGeneration the one in force; null: none was ever valid
 */
public record Verdict(Applied applied, @Nullable Long acceptedGeneration) {}
