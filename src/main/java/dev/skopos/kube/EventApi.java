// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.events.v1.Event;

/** The two calls that writing Events takes; each may throw KubernetesClientException. */
interface EventApi {

  void create(Event event);

  /**
   * Says that the Event happened again.
   *
   * @param patch a JSON merge patch
   */
  void patch(String namespace, String name, String patch);
}
