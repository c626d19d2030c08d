// SPDX-License-Identifier: Apache-2.0
/**
 * JMH benchmarks of the paths that samples take most often. Make's target bench-micro runs them.
 */
@NullMarked
package dev.skopos.micro;

import org.jspecify.annotations.NullMarked;
