// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.scrape.run;

import org.jspecify.annotations.NullMarked;
