// SPDX-License-Identifier: Apache-2.0
/** Tests of the status of HealthChecks: one file for each case. */
@NullMarked
package dev.skopos.operator.healthcheck;

import org.jspecify.annotations.NullMarked;
