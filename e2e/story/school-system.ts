/** A school's own system: a key made by two, a pull of every change of state, photos, and a revocation. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { z } from "zod";
import { type PersonClient, refusal, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { createKey, pullAll } from "../people/school-system.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import { waitHastened } from "../people/wait-until.ts";
import { hastenPushes } from "../product/product-database.ts";
import type { Product } from "../product/start-product.ts";
import type { Step } from "./identity.ts";

const revokedWithinMs = 1000;

export async function schoolSystem(
  step: Step,
  { product, world, url }: Omit<PushPlace, "admin">,
): Promise<void> {
  const admin = await signInStaff(url, "school-admin");
  const operator = await signInStaff(url, "operator");
  const key = await step("学校管理员新建接口密钥，运营确认 / an API key made by two", async () => {
    const made = await createKey(admin, url);
    const params = { keyId: made.keyId };
    await refusal(made.client.call("readSystemProjects", {}), "api-key-ended");
    await refusal(admin.call("confirmApiKey", { params }), "api-key-own");
    await take(operator.call("confirmApiKey", { params }));
    return made;
  });
  const first = await step(
    "教务系统读取全部变更 / the school's system pulls every change",
    () => pullAll(key.client),
    ({ changes }) => `${changes.length} 条`,
  );
  await step(
    "每次变更恰好一次，照片与清单一致 / each change once, the photo as listed",
    async () => {
      const done = first.changes.find(({ photo }) => photo !== null);
      assert.ok(done?.photo, "a completed student");
      const own = first.changes.filter(({ collectionId }) => collectionId === done.collectionId);
      const states = own.flatMap(({ kind, state }) => (kind === "state" ? [state] : []));
      assert.equal(states.filter((state) => state === "completed").length, 1);
      const answer = await key.client.open(`/v1/school/collections/${done.collectionId}/photo`);
      const sha256 = createHash("sha256").update(new Uint8Array(await answer.arrayBuffer()));
      assert.equal(sha256.digest("hex"), done.photo.sha256);
      return states.join(" → ");
    },
  );
  await step(
    "新学生只出现在下一次读取 / a new student appears once, in the next pull",
    async () => {
      const student = await addShootingStudent(world, url, 120);
      const next = await pullAll(key.client, first.next);
      const states = next.changes.filter(
        ({ collectionId }) => collectionId === student.collectionId,
      );
      assert.deepEqual(
        states.map(({ kind, state }) => (kind === "state" ? state : kind)),
        ["verified", "paid", "shared"],
      );
      assert.deepEqual((await pullAll(key.client, next.next)).changes, []);
      const { looks } = await take(student.client.call("listLooksAtMe", {}));
      assert.ok(looks.some(({ byLabel }) => byLabel.zh === "学校系统"));
      return `${next.changes.length} 条，学生看得到这次读取`;
    },
  );
  await push(step, { product, world, url, admin });
  await step("停用密钥，一秒内失效 / revoked: ends within a second", async () => {
    await take(admin.call("revokeApiKey", { params: { keyId: key.keyId } }));
    const revokedMs = performance.now();
    await refusal(key.client.call("readSystemProjects", {}), "api-key-ended");
    const ms = Math.round(performance.now() - revokedMs);
    assert.ok(ms < revokedWithinMs);
    return `${ms} ms`;
  });
}

const events = z.array(
  z.object({
    id: z.string(),
    type: z.string(),
    data: z.object({ collectionId: z.string().optional() }),
  }),
);
interface PushPlace {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly url: string;
  readonly admin: PersonClient;
}

/** A webhook to the sandbox's 教务 system: order, a retry after a failure, and a replay. */
async function push(step: Step, { product, world, url, admin }: PushPlace): Promise<void> {
  const received = async () => events.parse(await world.control("GET", "/school-system/events"));
  const webhookId = await step("新建推送地址 / a webhook to the school's system", async () => {
    const body = { url: `${product.sandboxUrl}/school-system/webhooks` };
    const made = await take(admin.call("createWebhook", { body }));
    await world.control("POST", "/school-system", { secret: made.secret });
    await refusal(
      admin.call("createWebhook", { body: { url: "https://10.0.0.1/hook" } }),
      "webhook-address",
    );
    return made.webhookId;
  });
  await step(
    "教务系统出错一次，事件仍按顺序各到一次 / after a failure, each event once and in order",
    async () => {
      await world.control("POST", "/faults", { target: "school-webhook", kind: "server-error" });
      const { collectionId } = await addShootingStudent(world, url, 121);
      const own = await waitHastened(
        "the events of the student",
        () => hastenPushes(product),
        async () => (await received()).filter(({ data }) => data.collectionId === collectionId),
        (match) => match.length >= 3,
      );
      assert.equal(new Set(own.map(({ id }) => id)).size, 3);
      return own.map(({ type }) => type).join(", ");
    },
  );
  await step("重新推送，编号不变 / a replay keeps its id", async () => {
    const { deliveries } = await take(admin.call("listWebhookDeliveries", { query: { limit: 1 } }));
    const [{ deliveryId } = { deliveryId: "" }] = deliveries;
    await take(admin.call("replayWebhookDelivery", { params: { deliveryId } }));
    await waitHastened(
      "the replayed event",
      () => hastenPushes(product),
      async () => (await received()).filter(({ id }) => id === deliveryId).length,
      (times) => times === 2,
    );
    await take(admin.call("removeWebhook", { params: { webhookId } }));
    return deliveryId;
  });
}
