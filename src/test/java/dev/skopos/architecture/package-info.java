// SPDX-License-Identifier: Apache-2.0
/** Tests that hold the direction of the packages and the confinement of technologies. */
@NullMarked
package dev.skopos.architecture;

import org.jspecify.annotations.NullMarked;
