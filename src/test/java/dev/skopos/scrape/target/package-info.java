// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.scrape.target;

import org.jspecify.annotations.NullMarked;
