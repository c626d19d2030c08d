// SPDX-License-Identifier: Apache-2.0
/**
 * Records in SQL: what people look up later, other than samples. In H2 on the data volume or in
 * PostgreSQL, with the same tables and statements; each kind is kept for its own time. Implements
 * the record ports of slo, forecast and report; uses model, schedule, slo, forecast and report.
 */
@NullMarked
package dev.skopos.history;

import org.jspecify.annotations.NullMarked;
