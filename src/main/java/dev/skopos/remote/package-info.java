// SPDX-License-Identifier: Apache-2.0
/**
 * A store elsewhere: samples go there by Prometheus' remote write 1.0, expressions are evaluated
 * there through its query API. Implements the ports of store; uses model, wire, store, schedule and
 * net.
 */
@NullMarked
package dev.skopos.remote;

import org.jspecify.annotations.NullMarked;
