// SPDX-License-Identifier: Apache-2.0

/**
 * What every network operation shares: deadlines, typed failures, the address guard and the port
 * that reads credentials. The subpackages hold the rest, in this direction: {@code dns} and {@code
 * tls} use this package, {@code dial} uses those, {@code http} uses {@code dial}. All sockets of
 * the program (but those of the Kubernetes client) are opened in here. I/O blocks and is meant for
 * virtual threads. May use {@code model} and {@code schedule}.
 */
@NullMarked
package dev.skopos.net;

import org.jspecify.annotations.NullMarked;
