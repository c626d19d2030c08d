// SPDX-License-Identifier: Apache-2.0
/**
 * Objectives of Pyrra and Sloth in the cluster: read, put in force, never written. Uses imports,
 * mapping, kube and slo.
 */
@NullMarked
package dev.skopos.operator.imported;

import org.jspecify.annotations.NullMarked;
