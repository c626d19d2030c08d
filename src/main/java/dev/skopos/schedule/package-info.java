// SPDX-License-Identifier: Apache-2.0
/**
 * When things run: one scheduler on virtual threads with a concurrency limit, and in the test tree
 * its twin whose time moves by hand. All other packages get their time from here. Uses no other
 * package.
 */
@NullMarked
package dev.skopos.schedule;

import org.jspecify.annotations.NullMarked;
