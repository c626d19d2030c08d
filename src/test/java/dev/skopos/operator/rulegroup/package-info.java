// SPDX-License-Identifier: Apache-2.0
/** Tests of the status of RuleGroups: one file for each case. */
@NullMarked
package dev.skopos.operator.rulegroup;

import org.jspecify.annotations.NullMarked;
