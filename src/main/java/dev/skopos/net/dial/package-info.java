// SPDX-License-Identifier: Apache-2.0

/**
 * Connections: resolve, guard, connect, TLS, each phase measured, all of it under one hard
 * deadline. Uses {@code net}, {@code net.dns} and {@code net.tls}.
 */
@NullMarked
package dev.skopos.net.dial;

import org.jspecify.annotations.NullMarked;
