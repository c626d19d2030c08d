// SPDX-License-Identifier: Apache-2.0

/** Tests of {@code net.dns}. */
@NullMarked
package dev.skopos.net.dns;

import org.jspecify.annotations.NullMarked;
