// SPDX-License-Identifier: Apache-2.0

/**
 * TLS for clients: options, contexts, PEM, and what was learned of the peer, also when it was not
 * trusted. Opens no sockets. Uses {@code net}.
 */
@NullMarked
package dev.skopos.net.tls;

import org.jspecify.annotations.NullMarked;
