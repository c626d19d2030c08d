// SPDX-License-Identifier: Apache-2.0
/** Measures the packaged operator on this machine; the figures go to docs/benchmarks.md. */
@NullMarked
package dev.skopos.bench;

import org.jspecify.annotations.NullMarked;
