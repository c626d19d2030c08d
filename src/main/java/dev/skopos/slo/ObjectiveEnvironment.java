// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.SampleWriter;
import dev.skopos.schedule.Scheduler;

/**
 * What objectives work with.
 *
 * @param rules keeps their alerts; asks the objectives at work
 * @param samples takes their series
 * @param events keeps what happened to them
 * @param upkeep runs what waits for a disk, which evaluations must not
 */
public record ObjectiveEnvironment(
    ObjectivesAtWork atWork,
    Counting.Factory countings,
    RuleRegistry rules,
    SampleWriter samples,
    ObjectiveEvents events,
    Scheduler upkeep) {}
