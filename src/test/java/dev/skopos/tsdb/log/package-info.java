// SPDX-License-Identifier: Apache-2.0
/** Tests of the write-ahead log alone. */
@NullMarked
package dev.skopos.tsdb.log;

import org.jspecify.annotations.NullMarked;
