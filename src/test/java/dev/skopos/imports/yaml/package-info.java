// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.imports.yaml;

import org.jspecify.annotations.NullMarked;
