// SPDX-License-Identifier: Apache-2.0
/** Builds the container image without a container engine. */
@NullMarked
package dev.skopos.image;

import org.jspecify.annotations.NullMarked;
