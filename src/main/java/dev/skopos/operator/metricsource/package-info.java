// SPDX-License-Identifier: Apache-2.0
/**
 * MetricSources: the reconciler that puts them in force and the report that makes their status from
 * what the registry knows. Uses api, mapping, model, kube, volume, the feature's package and the
 * parts that all kinds share, never another kind.
 */
@NullMarked
package dev.skopos.operator.metricsource;

import org.jspecify.annotations.NullMarked;
