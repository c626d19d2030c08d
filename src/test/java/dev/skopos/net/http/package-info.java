// SPDX-License-Identifier: Apache-2.0

/** Tests of {@code net.http}. */
@NullMarked
package dev.skopos.net.http;

import org.jspecify.annotations.NullMarked;
