// SPDX-License-Identifier: Apache-2.0

/**
 * Names to addresses as glibc does it, and DNS questions for probes, over our own UDP and TCP
 * sockets; dnsjava reads and writes the messages. Uses {@code net}.
 */
@NullMarked
package dev.skopos.net.dns;

import org.jspecify.annotations.NullMarked;
