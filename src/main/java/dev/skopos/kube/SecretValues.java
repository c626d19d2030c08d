// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of Secrets. */
record SecretValues(KubernetesClient client) implements Watched.Values<Secret> {

  @Override
  public byte @Nullable [] read(Secret secret, String key) {
    Map<String, String> data = secret.getData();
    String value = data == null ? null : data.get(key);
    return value == null ? null : Base64.getDecoder().decode(value);
  }

  @Override
  public Secret withoutValues(Secret secret) {
    return new SecretBuilder(secret).withData(null).build();
  }

  @Override
  public @Nullable Secret fetch(String namespace, String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }
}
