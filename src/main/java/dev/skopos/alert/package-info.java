// SPDX-License-Identifier: Apache-2.0
/**
 * What an alert is, and the port through which rules, and later objectives, checks and forecasts,
 * hand their alerts on; notify implements it. Uses model only.
 */
@NullMarked
package dev.skopos.alert;

import org.jspecify.annotations.NullMarked;
