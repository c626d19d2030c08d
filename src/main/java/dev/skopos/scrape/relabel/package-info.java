// SPDX-License-Identifier: Apache-2.0
/** Relabeling with all of Prometheus' actions; pure. Uses nothing else of scrape. */
@NullMarked
package dev.skopos.scrape.relabel;

import org.jspecify.annotations.NullMarked;
