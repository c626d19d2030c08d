// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.ConfigObject;
import dev.skopos.net.SecretReference;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing.Problem;
import java.util.List;

/** The Secrets and ConfigMaps that resources name: what is missing, and whom a change concerns. */
public final class ReferencedSecrets {

  private final ClusterSecrets secrets;

  public ReferencedSecrets(ClusterSecrets secrets) {
    this.secrets = secrets;
  }

  /** One for each key that does not exist. */
  public List<Problem> problems(List<SecretReference> references) {
    return secrets.missing(references).stream()
        .map(
            reference ->
                new Problem(Reason.SECRET_NOT_FOUND, reference.describe() + " does not exist"))
        .toList();
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
