// SPDX-License-Identifier: Apache-2.0
/**
 * The port to the file system, so that a test can fill the disk or lose what was not synced. Uses
 * format.
 */
@NullMarked
package dev.skopos.tsdb.disk;

import org.jspecify.annotations.NullMarked;
