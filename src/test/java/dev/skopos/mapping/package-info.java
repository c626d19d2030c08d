// SPDX-License-Identifier: Apache-2.0
/** Tests of the ways from resources to definitions. */
@NullMarked
package dev.skopos.mapping;

import org.jspecify.annotations.NullMarked;
