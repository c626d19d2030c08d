// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import java.util.function.Function;

/**
 * Who answers the expressions of rules: for the operator's own rules it is the operator itself,
 * since they have to work when the store does not.
 */
record RuleQueriesByGroup(QueryFunction store, QueryFunction operator)
    implements Function<ResourceId, QueryFunction> {

  @Override
  public QueryFunction apply(ResourceId group) {
    return group.kind().equals(ResourceId.OPERATOR) ? operator : store;
  }
}
