// SPDX-License-Identifier: Apache-2.0

/** Tests of {@code net.tls}. */
@NullMarked
package dev.skopos.net.tls;

import org.jspecify.annotations.NullMarked;
