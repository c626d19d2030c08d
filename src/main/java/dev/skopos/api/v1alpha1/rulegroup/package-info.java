// SPDX-License-Identifier: Apache-2.0
/**
 * The custom resource {@code RuleGroup}: recording and alerting rules that are evaluated one after
 * the other. Its CRD is generated from these records. Uses the shared types of {@code api.v1alpha1}
 * only.
 */
@NullMarked
package dev.skopos.api.v1alpha1.rulegroup;

import org.jspecify.annotations.NullMarked;
