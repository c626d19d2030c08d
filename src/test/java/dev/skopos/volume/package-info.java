// SPDX-License-Identifier: Apache-2.0
/** Tests of the state on the data volume. */
@NullMarked
package dev.skopos.volume;

import org.jspecify.annotations.NullMarked;
