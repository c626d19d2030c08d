// SPDX-License-Identifier: Apache-2.0
/**
 * Encodings that foreign bytes come in: protobuf's wire format and snappy's block format; pure and
 * with limits. Uses no other package.
 */
@NullMarked
package dev.skopos.wire;

import org.jspecify.annotations.NullMarked;
