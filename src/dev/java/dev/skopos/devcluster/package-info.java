// SPDX-License-Identifier: Apache-2.0
/**
 * A Kubernetes control plane on the loopback interface for {@code make run} and the integration
 * tests: etcd and kube-apiserver as child processes, no nodes, no controllers. Not in the image;
 * uses the JDK alone, so that {@code make run} needs no class path.
 */
@NullMarked
package dev.skopos.devcluster;

import org.jspecify.annotations.NullMarked;
