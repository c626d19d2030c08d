// SPDX-License-Identifier: Apache-2.0
/**
 * What the domain needs from the cluster: Secrets and ConfigMaps, the API server's addresses,
 * Events, reviews of callers. Adapters only, no decisions; uses api, model, schedule, net, access
 * and the ports of the domain.
 */
@NullMarked
package dev.skopos.kube;

import org.jspecify.annotations.NullMarked;
