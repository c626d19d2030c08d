// SPDX-License-Identifier: Apache-2.0
/**
 * What the custom resources of group {@code skopos.dev} have in common: durations, sizes,
 * references and conditions. Each kind has a package of its own below. Uses no other type of
 * Skopos, so that a change of the program never changes a schema by accident.
 */
@NullMarked
package dev.skopos.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
