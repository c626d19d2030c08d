// SPDX-License-Identifier: Apache-2.0
/**
 * The custom resource {@code HealthCheck}: one check of one target. Its CRD is generated from these
 * records. Uses the shared types of {@code api.v1alpha1} only.
 */
@NullMarked
package dev.skopos.api.v1alpha1.healthcheck;

import org.jspecify.annotations.NullMarked;
