// SPDX-License-Identifier: Apache-2.0
/**
 * Scraping: what to scrape, the port through which targets are discovered, and what is known of
 * them. Uses model, store, schedule, exposition and net.
 */
@NullMarked
package dev.skopos.scrape;

import org.jspecify.annotations.NullMarked;
