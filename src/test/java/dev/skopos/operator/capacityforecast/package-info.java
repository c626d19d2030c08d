// SPDX-License-Identifier: Apache-2.0
/** Tests of the status of CapacityForecasts. */
@NullMarked
package dev.skopos.operator.capacityforecast;

import org.jspecify.annotations.NullMarked;
