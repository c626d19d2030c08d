// SPDX-License-Identifier: Apache-2.0
/** Tests of blocks alone. */
@NullMarked
package dev.skopos.tsdb.block;

import org.jspecify.annotations.NullMarked;
