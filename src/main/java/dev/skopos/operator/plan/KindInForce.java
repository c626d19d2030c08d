// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.schedule.Scheduler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The resources of one kind that are in force, kept in step with those of the cluster: what was
 * deleted there is swept, since deletions of resources without a finalizer reach no reconciler.
 * Thread-safe.
 */
public final class KindInForce<R extends HasMetadata> implements Planned {

  private final Turn turn;
  private final AcceptedPlan<R> plan;
  private final FeedbackEvents<R> feedback;
  private final Scheduler upkeep;
  private final List<Consumer<Set<ResourceId>>> memories;
  private final AtomicBoolean sweepPlanned = new AtomicBoolean();

  /**
   * A kind of which nothing is in force yet.
   *
   * @param memories what is remembered of resources elsewhere, told after each sweep which are left
   */
  public KindInForce(
      Turn turn,
      PlannedKind<R> kind,
      Groundwork groundwork,
      List<Consumer<Set<ResourceId>>> memories) {
    this.turn = turn;
    this.plan = new AcceptedPlan<>(kind, groundwork.specs());
    this.feedback = new FeedbackEvents<>(kind.type(), this::deleted);
    this.upkeep = groundwork.upkeep();
    this.memories = List.copyOf(memories);
  }

  /** Where resources are applied. */
  public AcceptedPlan<R> plan() {
    return plan;
  }

  /** Where changes elsewhere are told. */
  public FeedbackEvents<R> feedback() {
    return feedback;
  }

  /**
   * A sweep deletes files, which the thread of the informer must not wait for; one sweep is enough
   * for all that was deleted before it begins.
   */
  private void deleted() {
    if (sweepPlanned.compareAndSet(false, true)) {
      upkeep.at(
          upkeep.clock().instant(),
          () -> {
            sweepPlanned.set(false);
            sweep();
          });
    }
  }

  @Override
  public Turn turn() {
    return turn;
  }

  @Override
  public void restore() {
    plan.restore();
  }

  @Override
  public void sweep() {
    if (feedback.synced()) {
      Set<ResourceId> left = plan.retainOnly(feedback::present);
      memories.forEach(memory -> memory.accept(left));
    }
  }

  @Override
  public Set<SecretReference> secrets() {
    return plan.secrets();
  }

  @Override
  public boolean synced() {
    return feedback.synced();
  }
}
