// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.access.Decision;
import dev.skopos.access.Permission;
import dev.skopos.model.ResourceId;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Which resources of a kind a caller may see: each namespace is asked for once for an answer. */
public final class Views implements Predicate<ResourceId> {

  private final AccessControl access;
  private final Caller caller;
  private final String resource;
  private final boolean everywhere;
  private final Map<String, Boolean> namespaces = new HashMap<>();

  /** Asks for all namespaces at first. */
  public Views(AccessControl access, Caller caller, String resource) {
    this.access = access;
    this.caller = caller;
    this.resource = resource;
    this.everywhere = may("");
  }

  @Override
  public boolean test(ResourceId id) {
    return everywhere || namespaces.computeIfAbsent(id.namespace(), this::may);
  }

  /** An answer that leaves out what it cannot ask about would look as if all were well. */
  private boolean may(String namespace) {
    return switch (access.decide(caller, Permission.view(resource, namespace))) {
      case Decision.Allowed _ -> true;
      case Decision.Undecided(String message) -> throw new ServiceUnavailableException(message);
      case Decision.Unauthenticated _, Decision.Forbidden _, Decision.Absent _ -> false;
    };
  }
}
