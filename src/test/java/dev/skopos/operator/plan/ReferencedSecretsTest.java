// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.kube.ClusterSecrets;
import dev.skopos.net.SecretReference;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing.Problem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReferencedSecretsTest {

  private static final List<SecretReference> TOKEN =
      List.of(SecretReference.secret("shop", "api", "token"));

  /** Nothing listens there. */
  private static final Config AWAY =
      new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build();

  @AutoClose
  private final KubernetesClient client = new KubernetesClientBuilder().withConfig(AWAY).build();

  @Test
  void inTheFirstMomentNothingIsSaidOfSecrets() {
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of())) {
      assertThat(new ReferencedSecrets(secrets).problems(TOKEN)).isEmpty();
    }
  }

  @Test
  void aSecretThatMayNotBeReadIsNotCalledMissing() {
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of("other"))) {
      assertThat(new ReferencedSecrets(secrets).problems(TOKEN))
          .extracting(Problem::reason)
          .containsExactly(Reason.SECRET_FORBIDDEN);
    }
  }
}
