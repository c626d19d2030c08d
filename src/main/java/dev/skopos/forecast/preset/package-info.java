// SPDX-License-Identifier: Apache-2.0
/**
 * PromQL for what usual objects use and may use, by the metrics that cAdvisor, the kubelet,
 * kube-state-metrics, node_exporter and postgres_exporter give. Uses {@code definition} alone.
 */
@NullMarked
package dev.skopos.forecast.preset;

import org.jspecify.annotations.NullMarked;
