// SPDX-License-Identifier: Apache-2.0
/**
 * Objectives of Pyrra and Sloth in the cluster: read, put in force, kept over restarts, never
 * written; Events tell of them. Uses imports, mapping, kube, volume and slo, and of the objectives
 * of Skopos the words.
 */
@NullMarked
package dev.skopos.operator.imported;

import org.jspecify.annotations.NullMarked;
