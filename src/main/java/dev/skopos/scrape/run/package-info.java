// SPDX-License-Identifier: Apache-2.0
/**
 * The scrape loops and the registry of sources. Uses all of scrape, store, schedule, exposition and
 * net.
 */
@NullMarked
package dev.skopos.scrape.run;

import org.jspecify.annotations.NullMarked;
