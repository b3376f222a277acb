/** A school's own system: a key made by two, a pull of every change of state, photos, and a revocation. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { refusal, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { createKey, pullAll } from "../people/school-system.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import type { Step } from "./identity.ts";

const revokedWithinMs = 1000;

export async function schoolSystem(
  step: Step,
  { world, url }: { readonly world: OutsideWorld; readonly url: string },
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
  await step("每次变更恰好一次，照片与清单一致 / each change once, the photo as listed", async () => {
    const done = first.changes.find(({ photo }) => photo !== null);
    assert.ok(done?.photo, "a completed student");
    const own = first.changes.filter(({ collectionId }) => collectionId === done.collectionId);
    const states = own.flatMap(({ kind, state }) => (kind === "state" ? [state] : []));
    assert.equal(states.filter((state) => state === "completed").length, 1);
    const answer = await key.client.open(`/v1/school/collections/${done.collectionId}/photo`);
    const sha256 = createHash("sha256").update(new Uint8Array(await answer.arrayBuffer()));
    assert.equal(sha256.digest("hex"), done.photo.sha256);
    return states.join(" → ");
  });
  await step("新学生只出现在下一次读取 / a new student appears once, in the next pull", async () => {
    const student = await addShootingStudent(world, url, 120);
    const next = await pullAll(key.client, first.next);
    const states = next.changes.filter(({ collectionId }) => collectionId === student.collectionId);
    assert.deepEqual(
      states.map(({ kind, state }) => (kind === "state" ? state : kind)),
      ["verified", "paid", "shared"],
    );
    assert.deepEqual((await pullAll(key.client, next.next)).changes, []);
    const { looks } = await take(student.client.call("listLooksAtMe", {}));
    assert.ok(looks.some(({ byLabel }) => byLabel.zh === "学校系统"));
    return `${next.changes.length} 条，学生看得到这次读取`;
  });
  await step("停用密钥，一秒内失效 / revoked: ends within a second", async () => {
    await take(admin.call("revokeApiKey", { params: { keyId: key.keyId } }));
    const revokedMs = performance.now();
    await refusal(key.client.call("readSystemProjects", {}), "api-key-ended");
    const ms = Math.round(performance.now() - revokedMs);
    assert.ok(ms < revokedWithinMs);
    return `${ms} ms`;
  });
}
