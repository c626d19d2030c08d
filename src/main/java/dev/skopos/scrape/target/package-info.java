// SPDX-License-Identifier: Apache-2.0
/**
 * Targets: what discovery found becomes labels and a URL, after relabeling. Uses scrape and
 * scrape.relabel.
 */
@NullMarked
package dev.skopos.scrape.target;

import org.jspecify.annotations.NullMarked;
