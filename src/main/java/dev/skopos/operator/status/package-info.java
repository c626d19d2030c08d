// SPDX-License-Identifier: Apache-2.0
/**
 * What the status of all kinds has in common: conditions, how often it is written, Events about
 * transitions, annotations that trigger something once. Uses api, model, mapping and kube.
 */
@NullMarked
package dev.skopos.operator.status;

import org.jspecify.annotations.NullMarked;
