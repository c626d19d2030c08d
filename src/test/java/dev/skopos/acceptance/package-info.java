// SPDX-License-Identifier: Apache-2.0
/**
 * The product from end to end: the packaged operator as a process of its own against a real API
 * server, and long stretches of time with the real parts in one process.
 */
@NullMarked
package dev.skopos.acceptance;

import org.jspecify.annotations.NullMarked;
