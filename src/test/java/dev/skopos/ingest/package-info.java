// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.ingest;

import org.jspecify.annotations.NullMarked;
