// SPDX-License-Identifier: Apache-2.0
/** What searches by labels share, in memory and in blocks. Uses model. */
@NullMarked
package dev.skopos.tsdb.index;

import org.jspecify.annotations.NullMarked;
