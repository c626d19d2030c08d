// SPDX-License-Identifier: Apache-2.0
/**
 * Encodings of what others send and read: protobuf's wire format and snappy's block format; pure
 * and with limits. Uses no other package.
 */
@NullMarked
package dev.skopos.wire;

import org.jspecify.annotations.NullMarked;
