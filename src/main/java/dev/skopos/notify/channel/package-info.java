// SPDX-License-Identifier: Apache-2.0
/**
 * The kinds of channels: what a notification is, how each kind is set up, and one class for each
 * that makes a message of a notification and sends it once. Uses model, net and template.
 */
@NullMarked
package dev.skopos.notify.channel;

import org.jspecify.annotations.NullMarked;
