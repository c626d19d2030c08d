// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import dev.skopos.access.Caller.Unknown;
import dev.skopos.access.Caller.User;
import dev.skopos.access.Decision.Absent;
import dev.skopos.access.Decision.Allowed;
import dev.skopos.access.Decision.Forbidden;
import dev.skopos.access.Decision.Unauthenticated;
import dev.skopos.access.Decision.Undecided;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides who calls and what they may, by asking the cluster with the caller's token. Answers are
 * kept for 60 seconds by the token's hash, at most 10,000 of them. Thread-safe; blocks while the
 * cluster is asked.
 */
public final class AccessControl {

  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final int MOST = 10_000;

  private final ClusterAccess cluster;
  private final Anonymous anonymous;

  /** Names alone: a token is not kept here, only its hash. */
  private final AnswerCache<Optional<String>> names;

  private final AnswerCache<Boolean> answers;

  public AccessControl(ClusterAccess cluster, Anonymous anonymous, InstantSource clock) {
    this.cluster = cluster;
    this.anonymous = anonymous;
    this.names = new AnswerCache<>(KEPT, MOST, clock);
    this.answers = new AnswerCache<>(KEPT, MOST, clock);
  }

  /**
   * Whom the token belongs to.
   *
   * @throws ClusterUnavailableException when the cluster gives no answer
   */
  public Caller identify(String token) throws ClusterUnavailableException {
    return names
        .get(AnswerCache.key(token, ""), () -> cluster.userOf(token))
        .<Caller>map(name -> new User(name, token))
        .orElseGet(Unknown::new);
  }

  /** What identify() and decide() say. */
  public record Known(Caller caller, Decision decision) {}

  /** What would be said of the token; empty when the cluster has to be asked. Does not block. */
  public Optional<Known> known(String token, Permission permission) {
    Optional<Optional<String>> answered = names.find(AnswerCache.key(token, ""));
    if (answered.isEmpty()) {
      return Optional.empty();
    }
    if (answered.get().isEmpty()) {
      Caller unknown = new Unknown();
      return Optional.of(new Known(unknown, decide(unknown, permission)));
    }
    User user = new User(answered.get().get(), token);
    return answers
        .find(AnswerCache.key(token, permission.toString()))
        .map(may -> new Known(user, decision(user, permission, may)));
  }

  /** Whether the caller may. */
  public Decision decide(Caller caller, Permission permission) {
    return switch (caller) {
      case Caller.Anonymous _ ->
          anonymous == Anonymous.VIEW && permission.viewing()
              ? new Allowed()
              : new Unauthenticated("a bearer token of the cluster is needed");
      case Unknown _ -> new Unauthenticated("the cluster does not accept the bearer token");
      case User user -> ask(user, permission);
    };
  }

  /** Whether somebody without more rights may look at pages at all. */
  public Decision viewing(Caller caller) {
    return decide(caller, new Permission.OnPath("get", "/ui/"));
  }

  /** What somebody is told who asks for what is not there: that, if he may look at all. */
  public Decision nothing(Caller caller) {
    Decision looking = caller instanceof User ? new Allowed() : viewing(caller);
    return looking instanceof Allowed ? new Absent() : looking;
  }

  private Decision ask(User user, Permission permission) {
    try {
      boolean may =
          answers.get(
              AnswerCache.key(user.token(), permission.toString()),
              () -> cluster.may(user.token(), permission));
      return decision(user, permission, may);
    } catch (ClusterUnavailableException e) {
      return new Undecided(e.reason());
    }
  }

  private static Decision decision(User user, Permission permission, boolean may) {
    return may
        ? new Allowed()
        : new Forbidden("%s may not %s".formatted(user.name(), inWords(permission)));
  }

  private static String inWords(Permission permission) {
    return switch (permission) {
      case Permission.OnPath(String verb, String path) -> verb + " the path " + path;
      case Permission.OnResource(String verb, String group, String resource, String namespace) ->
          verb
              + ' '
              + resource
              + '.'
              + group
              + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace);
    };
  }
}
