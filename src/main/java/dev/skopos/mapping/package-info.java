// SPDX-License-Identifier: Apache-2.0
/**
 * From custom resources to the definitions of the domain, one class per kind; pure functions. No
 * rule of the schema is repeated here: what the domain cannot work with, its records refuse with an
 * IllegalArgumentException. Uses api, model, net and the definitions of probe, scrape, rule and
 * notify.
 */
@NullMarked
package dev.skopos.mapping;

import org.jspecify.annotations.NullMarked;
