// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.scrape;

import org.jspecify.annotations.NullMarked;
