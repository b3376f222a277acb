/** A student whose photo the registry has already: told so, and the whole payment comes back. */

import assert from "node:assert/strict";
import { take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { approve } from "../people/reviewer.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import { type Reviewers, takeReview } from "./review.ts";
import type { Tell } from "./tell.ts";

export async function registeredBefore(
  tell: Tell,
  { world, url, reviewers }: { readonly world: OutsideWorld; readonly url: string; readonly reviewers: Reviewers },
): Promise<void> {
  const student = await tell(
    "另一位学生提交照片 / another student submits a photo",
    async () => {
      const added = await addShootingStudent(world, url, 1);
      await submitPhoto(added);
      return added;
    },
    ({ chsi }) => chsi.name,
  );
  const { client, collectionId, chsi } = student;
  const params = { collectionId };
  await tell("审核通过，而学信网已有照片 / approved, while the registry has a photo already", async () => {
    await takeReview(reviewers.first, collectionId, url);
    await world.control("PATCH", `/chsi/students/${chsi.id}`, { collected: true });
    await approve(reviewers.first, collectionId);
    return (await take(client.call("readCollection", { params }))).label.zh;
  });
  await tell(
    "已采集：采集关闭并说明原因 / collected before: closed, with the reason",
    () =>
      waitUntil(
        "The registry's answer",
        () => take(client.call("readCollection", { params })),
        ({ state }) => state === "closed",
        90_000,
      ),
    ({ label, history }) => `${label.zh}：${history.at(-1)?.reason?.zh}`,
  );
  await tell("费用全额退回 / the whole payment comes back", async () => {
    const { orders } = await waitUntil(
      "The refund",
      () => take(client.call("readCollectionOrders", { params })),
      (read) => read.orders.every(({ state }) => state === "refunded"),
      90_000,
    );
    const [order] = orders;
    assert.ok(order);
    return `${order.label.zh} ${order.amountFen / 100} 元`;
  });
}
