// SPDX-License-Identifier: Apache-2.0
/** Tests of probe. */
@NullMarked
package dev.skopos.probe;

import org.jspecify.annotations.NullMarked;
