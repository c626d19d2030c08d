// SPDX-License-Identifier: Apache-2.0
/**
 * YAML as it stands in files: a bounded reader that knows the lines, and a writer. Uses nothing of
 * Skopos.
 */
@NullMarked
package dev.skopos.imports.yaml;

import org.jspecify.annotations.NullMarked;
