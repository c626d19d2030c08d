// SPDX-License-Identifier: Apache-2.0
/** Tests of the adapters to the cluster. */
@NullMarked
package dev.skopos.kube;

import org.jspecify.annotations.NullMarked;
