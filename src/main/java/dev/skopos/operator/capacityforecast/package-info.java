// SPDX-License-Identifier: Apache-2.0
/**
 * CapacityForecasts: the reconciler that puts them in force and the report that makes their status
 * from what the registry knows. Uses api, mapping, model, kube, volume, the feature's package and
 * the parts that kinds share, never another kind.
 */
@NullMarked
package dev.skopos.operator.capacityforecast;

import org.jspecify.annotations.NullMarked;
