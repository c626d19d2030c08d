// SPDX-License-Identifier: Apache-2.0
/** Tests of the status of AlertRules: one file for each case. */
@NullMarked
package dev.skopos.operator.alertrule;

import org.jspecify.annotations.NullMarked;
