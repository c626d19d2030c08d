// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.scrape.relabel;

import org.jspecify.annotations.NullMarked;
