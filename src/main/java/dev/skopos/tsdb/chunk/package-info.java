// SPDX-License-Identifier: Apache-2.0
/**
 * Compressed samples of one series: encoders, decoders, columns of decoded samples. Uses model and
 * format.
 */
@NullMarked
package dev.skopos.tsdb.chunk;

import org.jspecify.annotations.NullMarked;
