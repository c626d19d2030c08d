// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.exposition;

import org.jspecify.annotations.NullMarked;
