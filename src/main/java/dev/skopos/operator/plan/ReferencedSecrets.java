// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.ConfigObject;
import dev.skopos.net.SecretReference;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The Secrets and ConfigMaps that resources name: what is wrong with them, whom a change concerns.
 */
public final class ReferencedSecrets {

  private final ClusterSecrets secrets;

  public ReferencedSecrets(ClusterSecrets secrets) {
    this.secrets = secrets;
  }

  /** One for each key that does not exist or cannot be read; none before the first reading. */
  public List<Problem> problems(Collection<SecretReference> references) {
    return references.stream().map(this::problem).flatMap(Optional::stream).toList();
  }

  private Optional<Problem> problem(SecretReference reference) {
    try {
      return secrets.read(reference).isPresent()
          ? Optional.empty()
          : Optional.of(
              new Problem(Reason.SECRET_NOT_FOUND, reference.describe() + " does not exist"));
    } catch (UnreadableSecretException e) {
      return switch (e.why()) {
        case NOT_READ_YET -> Optional.empty();
        case FORBIDDEN -> Optional.of(new Problem(Reason.SECRET_FORBIDDEN, e.sentence()));
        case UNAVAILABLE -> Optional.of(new Problem(Reason.SECRET_UNAVAILABLE, e.sentence()));
      };
    }
  }

  /** Makes the reconciler look again when a Secret or ConfigMap appears, changes or goes. */
  public void follow(FeedbackEvents<?> events) {
    secrets.onChange(object -> events.dependencyChanged(object.toString()));
    secrets.onSynced(events::allChanged);
  }

  /** The names that {@link FeedbackEvents#watch} is to know a resource's references by. */
  public static List<String> names(List<SecretReference> references) {
    return references.stream()
        .map(ConfigObject::of)
        .distinct()
        .map(ConfigObject::toString)
        .toList();
  }
}
