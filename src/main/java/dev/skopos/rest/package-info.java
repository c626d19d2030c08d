// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP interface: Prometheus' query API, health, metrics, and the gate that every request
 * passes. Reads the registries' snapshots and the store, never custom resources. Uses all of the
 * domain and access.
 */
@NullMarked
package dev.skopos.rest;

import org.jspecify.annotations.NullMarked;
