/** Notification queue of a payment stand-in: applies ordered faults, sends when due, repeats until acknowledged. */
import { type FaultTarget, takeFault } from "./faults.ts";
import type { Queued } from "./queued-notification.ts";
import { type Callback, type CallbackAnswer, newId, type World } from "./world.ts";

/**
 * Parts that each payment stand-in defines: notifications of a fact, their format, and the answer that acknowledges
 * them.
 */
export interface NotificationQueue<Fact, Notification extends Queued> {
  readonly target: FaultTarget;
  readonly listOf: (world: World) => Notification[];
  /** Delays between the attempts. */
  readonly retryAfterMs: readonly number[];
  readonly record: (
    fact: Fact,
    common: Pick<Queued, "id" | "flaw" | "state" | "attempts" | "dueAtMs">,
  ) => Notification;
  readonly write: (world: World, notification: Notification) => Callback;
  readonly isTaken: (answer: CallbackAnswer) => boolean;
}

export function createQueue<Fact, Notification extends Queued>(
  queue: NotificationQueue<Fact, Notification>,
) {
  const { target, listOf, retryAfterMs } = queue;

  /** Adds a notification and returns its id. A forged or wrong-amount notification is sent once and never repeated. */
  function add(
    world: World,
    fact: Fact,
    how: Partial<Pick<Queued, "id" | "flaw" | "state" | "dueAtMs">> = {},
  ): string {
    const {
      id = newId(world),
      flaw = "none",
      state = "waiting",
      dueAtMs = world.now().getTime(),
    } = how;
    listOf(world).push(queue.record(fact, { id, flaw, state, attempts: 0, dueAtMs }));
    return id;
  }

  /** Queues the notification of one fact. An ordered fault alters it or adds false ones; the books never change. */
  function notify(world: World, fact: Fact): void {
    const fault = takeFault(world.books.faults, target);
    const id = add(world, fact, {
      flaw: fault?.kind === "skewed-clock" ? "stale" : "none",
      state: fault?.kind === "lost" ? "lost" : fault?.kind === "out-of-order" ? "held" : "waiting",
      dueAtMs:
        world.now().getTime() +
        (fault?.kind === "late" || fault?.kind === "out-of-order" ? fault.delayMs : 0),
    });
    if (fault?.kind === "duplicate")
      for (let n = 0; n < fault.copies; n++) add(world, fact, { id });
    if (fault?.kind === "forged") add(world, fact, { flaw: "forged" });
    if (fault?.kind === "wrong-amount") add(world, fact, { flaw: "wrong-amount" });
  }

  /** Makes a held notification due right after a later one, so that the two arrive out of order. */
  function release(held: Notification, nowMs: number): void {
    held.state = "waiting";
    held.dueAtMs = Math.min(held.dueAtMs, nowMs);
  }

  /** Makes one attempt. Schedules the next attempt first, so that a kill causes a repetition, never a loss. */
  async function attempt(world: World, notification: Notification): Promise<void> {
    const retryMs = retryAfterMs[notification.attempts];
    const isLie = notification.flaw === "forged" || notification.flaw === "wrong-amount";
    const callback = queue.write(world, notification);
    notification.attempts += 1;
    notification.state = isLie || retryMs === undefined ? "given-up" : "waiting";
    notification.dueAtMs = world.now().getTime() + (retryMs ?? 0);
    const answer = await world.callBack(callback);
    if (answer) notification.lastStatus = answer.status;
    if (answer && queue.isTaken(answer)) notification.state = "delivered";
  }

  /** Sends due notifications in order; resolves to the number of attempts. */
  async function deliver(world: World): Promise<number> {
    const nowMs = world.now().getTime();
    const due = listOf(world)
      .filter(({ state, dueAtMs }) => (state === "waiting" || state === "held") && dueAtMs <= nowMs)
      .sort((a, b) => a.dueAtMs - b.dueAtMs);
    const held = listOf(world).filter(({ state }) => state === "held");
    for (const notification of due) {
      await attempt(world, notification);
      for (const other of held)
        if (other.state === "held" && other !== notification) release(other, nowMs);
    }
    if (due.length > 0) world.save();
    return due.length;
  }

  return { add, notify, deliver };
}

/** Runs the deliveries of all stand-ins one at a time. */
export function inTurn(world: World, deliver: () => Promise<number>): Promise<number> {
  const own = world.delivery.last.then(deliver);
  world.delivery.last = own.catch(() => undefined);
  return own;
}
