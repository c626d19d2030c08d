// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.model.ResourceId;

/**
 * The newest generation of a resource that was valid.
 *
 * @param uid tells a resource from an earlier one of the same name
 * @param json the resource with its spec, as the API has it; of an objective of another tool, what
 *     was made of it
 */
public record AcceptedSpec(ResourceId id, String uid, long generation, String json) {}
