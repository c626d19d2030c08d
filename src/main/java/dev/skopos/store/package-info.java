// SPDX-License-Identifier: Apache-2.0
/**
 * The ports between those that write samples, those that read them and the store that keeps them.
 * Uses model only; tsdb and remote implement it.
 */
@NullMarked
package dev.skopos.store;

import org.jspecify.annotations.NullMarked;
