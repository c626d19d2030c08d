// SPDX-License-Identifier: Apache-2.0
/** Objectives: what happened to them and to their budgets. */
@NullMarked
package dev.skopos.slo;

import org.jspecify.annotations.NullMarked;
