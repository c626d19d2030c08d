// SPDX-License-Identifier: Apache-2.0
/** Tests of the status of ServiceLevelObjectives: one file for each case. */
@NullMarked
package dev.skopos.operator.objective;

import org.jspecify.annotations.NullMarked;
