/** The queues for an operator. */
import { jobKinds } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import type { Queue } from "../infra/queue/queue.ts";

export async function readQueues(queue: Pick<Queue, "readCounts">): Promise<RouteAnswer<"readQueues">> {
  const counts = await queue.readCounts();
  return {
    queues: counts.map(({ name, oldestWaitingSince, ...rest }) => ({
      kind: name,
      label: jobKinds[name],
      ...rest,
      oldestWaitingSince: oldestWaitingSince?.toISOString() ?? null,
    })),
  };
}
