// SPDX-License-Identifier: Apache-2.0
/**
 * The demo workload of {@code make run}: an HTTP service that can be broken and healed, and that
 * shows the notifications it receives. Not in the image; uses the JDK alone.
 */
@NullMarked
package dev.skopos.demo;

import org.jspecify.annotations.NullMarked;
