// SPDX-License-Identifier: Apache-2.0
/**
 * ServiceLevelObjectives: the reconciler that puts them in force and the report that makes their
 * status from what the registry knows. Uses api, mapping, model, kube, volume, the feature's
 * packages and the parts that all kinds share, never another kind.
 */
@NullMarked
package dev.skopos.operator.objective;

import org.jspecify.annotations.NullMarked;
