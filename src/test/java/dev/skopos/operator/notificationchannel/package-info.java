// SPDX-License-Identifier: Apache-2.0
/** Tests of the status of NotificationChannels: one file for each case. */
@NullMarked
package dev.skopos.operator.notificationchannel;

import org.jspecify.annotations.NullMarked;
