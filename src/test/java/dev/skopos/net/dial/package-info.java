// SPDX-License-Identifier: Apache-2.0

/** Tests of {@code net.dial}. */
@NullMarked
package dev.skopos.net.dial;

import org.jspecify.annotations.NullMarked;
