// SPDX-License-Identifier: Apache-2.0

/** Tests of {@code remote}. */
@NullMarked
package dev.skopos.remote;

import org.jspecify.annotations.NullMarked;
