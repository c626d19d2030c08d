// SPDX-License-Identifier: Apache-2.0
/**
 * Monitors of monitoring.coreos.com: read, put in force, never written. Uses mapping, kube and
 * scrape.
 */
@NullMarked
package dev.skopos.operator.monitor;

import org.jspecify.annotations.NullMarked;
