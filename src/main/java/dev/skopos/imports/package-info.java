// SPDX-License-Identifier: Apache-2.0
/**
 * Objectives of other tools: what OpenSLO, Sloth and Pyrra say as resources of Skopos, and these as
 * rules in the layout of Pyrra and Sloth. Pure functions of texts; what cannot be carried over is
 * part of the result. Uses api, promql and model (the conditions of selectors) only.
 */
@NullMarked
package dev.skopos.imports;

import org.jspecify.annotations.NullMarked;
