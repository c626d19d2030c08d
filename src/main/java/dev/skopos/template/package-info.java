// SPDX-License-Identifier: Apache-2.0
/**
 * Message templates in the language of Go's text/template, with the functions of Prometheus and
 * Alertmanager, so that annotations and messages written for them work unchanged. Queries come in
 * through a port. Uses model only.
 */
@NullMarked
package dev.skopos.template;

import org.jspecify.annotations.NullMarked;
