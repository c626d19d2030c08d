// SPDX-License-Identifier: Apache-2.0
/**
 * How resources of all kinds get into force and out of it: accepted specs kept over restarts, the
 * sweep after deletions, the events that make a reconciler look again. Uses api, model, mapping,
 * kube and volume.
 */
@NullMarked
package dev.skopos.operator.plan;

import org.jspecify.annotations.NullMarked;
