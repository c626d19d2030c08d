// SPDX-License-Identifier: Apache-2.0
/**
 * The custom resource {@code ServiceLevelObjective}: how good a service has to be, and what is done
 * when it is not. Its CRD is generated from these records. Uses the shared types of {@code
 * api.v1alpha1} only.
 */
@NullMarked
package dev.skopos.api.v1alpha1.servicelevelobjective;

import org.jspecify.annotations.NullMarked;
