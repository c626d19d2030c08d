// SPDX-License-Identifier: Apache-2.0
/**
 * What the status of an AlertRule and that of a RuleGroup have in common: conditions, alerts,
 * evaluations, the channels they refer to. Uses api, model, kube, the domain's rules and channels,
 * and the parts that all kinds share.
 */
@NullMarked
package dev.skopos.operator.rule;

import org.jspecify.annotations.NullMarked;
