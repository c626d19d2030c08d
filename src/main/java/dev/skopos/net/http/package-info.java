// SPDX-License-Identifier: Apache-2.0

/**
 * An HTTP/1.1 client that measures phases, bounds everything and follows redirects under the guard,
 * with a new connection for each request or with connections that are kept. Uses {@code net},
 * {@code net.dial} and {@code net.tls}.
 */
@NullMarked
package dev.skopos.net.http;

import org.jspecify.annotations.NullMarked;
