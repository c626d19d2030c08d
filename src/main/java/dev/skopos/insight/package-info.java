// SPDX-License-Identifier: Apache-2.0
/**
 * What all that is watched says together: scores of health and what they are made of, issues by
 * pattern, summaries. {@code insight.observe}: what is looked at; {@code insight.score}; {@code
 * insight.issue}; {@code insight.summary}. Reads the snapshots of others and changes nothing.
 */
@NullMarked
package dev.skopos.insight;

import org.jspecify.annotations.NullMarked;
