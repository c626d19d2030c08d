// SPDX-License-Identifier: Apache-2.0
/** MetricSource: what to scrape. Uses what all kinds share, and no other Skopos type. */
@NullMarked
package dev.skopos.api.v1alpha1.metricsource;

import org.jspecify.annotations.NullMarked;
