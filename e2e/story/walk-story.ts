/** One student from sign-in to completion over HTTP, with the refusals of each part. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Transport } from "@gradphoto/domain/client";
import { type PersonClient, refusal, take } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { agreeToAll } from "../people/shooting-student.ts";
import { demoStaff, signInStaff } from "../people/staff.ts";
import { upload } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import { type Product, root } from "../product/start-product.ts";
import { type Identified, identify, type Setting, type Step } from "./identity.ts";
import { takePhotos } from "./photo.ts";
import { passReview, type Reviewers } from "./review.ts";

interface Ending {
  readonly state: string;
  readonly photoVerified: boolean;
}

/** Walks part 5: upload to the registry, 采集完成, and the finished photo verified by the command line. */
async function complete(
  step: Step,
  { student, collectionId }: Identified,
  attemptId: string,
): Promise<Ending> {
  const { call } = student.client;
  const params = { collectionId };
  const done = await step(
    "上网 → 采集完成 / uploaded to the registry, completed",
    () =>
      waitUntil(
        "The registry's answer",
        () => take(call("readCollection", { params })),
        ({ state }) => state === "completed",
      ),
    ({ label, history }) => `${label.zh}，${history.length} 步`,
  );
  const photo = await step(
    "下载标准照 / the finished photo downloaded",
    async () => {
      const answer = await student.client.open(
        `/v1/collections/${collectionId}/attempts/${attemptId}/photo`,
      );
      assert.equal(answer.status, 200);
      return new Uint8Array(await answer.arrayBuffer());
    },
    (bytes) => `${bytes.length} bytes`,
  );
  const photoVerified = await step(
    "gradphoto verify / verified by the command line",
    async () => verify(photo),
    (isInside) => (isInside ? "every number inside chsi-blue" : "outside the spec"),
  );
  return { state: done.state, photoVerified };
}

function verify(photo: Uint8Array): boolean {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-story-"));
  const file = join(folder, "photo.jpg");
  writeFileSync(file, photo);
  const program = join(root, "apps", "cli", "src", "main.ts");
  const { status } = spawnSync(process.execPath, [program, "verify", file, "--spec", "chsi-blue"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  rmSync(folder, { recursive: true });
  return status === 0;
}

/** Walks part 2: payment and consents, both required before a photo. */
async function payAndAgree(
  step: Step,
  { world, newKey }: Setting,
  { student, collectionId, feeFen }: Identified,
): Promise<void> {
  const { call } = student.client;
  const params = { collectionId };
  const sender = { client: student.client, collectionId };
  await step("未支付先上传 / an upload before the payment", () =>
    refusal(upload(sender), "move-not-allowed"),
  );
  const key = newKey();
  const startOrder = (idempotencyKey: string) =>
    take(
      call("startOrder", {
        params,
        body: { channel: "mini-program", provider: "wechat-pay" },
        idempotencyKey,
      }),
    );
  const started = await step(
    "立即支付：下单 / an order at WeChat Pay",
    () => startOrder(key),
    ({ order }) => `${order?.outTradeNo} ${(order?.amountFen ?? 0) / 100} 元`,
  );
  assert.equal(started.order?.amountFen, feeFen);
  await step("同一请求重发 / the same request repeated", async () => {
    assert.deepEqual(await startOrder(key), started);
    return "the same answer, no second order";
  });
  const { orderId } = started.order;
  await step("微信支付 / the payer pays in WeChat", async () => {
    assert.equal(started.action?.kind, "wechat-jsapi");
    await world.control("POST", "/pay/request-payment", started.action.requestPayment);
    return "signature accepted";
  });
  await step(
    "向微信支付查单 / the order's state, queried from WeChat Pay",
    () =>
      waitUntil(
        "The payment",
        () => take(call("readOrder", { params: { orderId } })),
        ({ state }) => state === "paid",
      ),
    ({ label, transactionId }) => `${label.zh} ${transactionId}`,
  );
  await step("重复支付 / a second order after paying", () =>
    refusal(
      call("startOrder", {
        params,
        body: { channel: "native", provider: "wechat-pay" },
        idempotencyKey: newKey(),
      }),
      "order-already-paid",
    ),
  );
  await step("未同意先上传 / an upload before the consents", () =>
    refusal(upload(sender), "consent-missing"),
  );
  await step(
    "服务内容与同意项 / what the fee covers, and the consents",
    () => agreeToAll(sender),
    ({ consents }) => consents.map(({ title }) => title.zh).join("、"),
  );
}

/** Configuration in which approvals count after two seconds, within which a person may undo them. */
export const storyConfiguration = { "decision-hold": 2 / 60, hotline: "000-0000-0000" };
export const storySettings = {
  GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify(storyConfiguration),
  GRADPHOTO_WORKERS: "1",
};

export interface Walk {
  readonly product: Product;
  readonly transport: Transport<Blob>;
  readonly signInReviewers: () => Promise<Reviewers>;
}

export interface Reported extends Ending {
  readonly identified: Identified;
  /** Ids of acknowledged uploads. */
  readonly attemptIds: readonly string[];
  /** Values that no log may contain. */
  readonly secrets: readonly string[];
}

export async function walkStory(
  step: Step,
  { product, transport, signInReviewers }: Walk,
): Promise<Reported> {
  const world = openOutsideWorld(product.sandboxUrl);
  const setting: Setting = { url: product.url, world, transport, newKey: () => randomUUID() };
  const identified = await identify(step, setting);
  await payAndAgree(step, setting, identified);
  const attemptId = await takePhotos(step, setting, identified);
  const reviewers = await step(
    "审核员登录：密码与动态码 / reviewers sign in",
    signInReviewers,
    () => "reviewer-1, reviewer-2",
  );
  const approved = await passReview(step, setting, identified, reviewers, attemptId);
  const ending = await complete(step, identified, approved);
  await step("采集完成后再用采集码 / the code after completion", () => secondUse(identified));
  const tokens = [reviewers.first, reviewers.second].map((client) => client.token() ?? "");
  return {
    ...ending,
    identified,
    attemptIds: [attemptId, approved],
    secrets: [...identified.secrets, ...tokens, demoStaff.password, demoStaff.totp],
  };
}

export async function signInReviewers(url: string): Promise<Reviewers> {
  const signIn = (username: string): Promise<PersonClient> => signInStaff(url, username);
  return { first: await signIn("reviewer-1"), second: await signIn("reviewer-2") };
}

const secondUse = ({ student, codeText }: Identified): Promise<string> =>
  refusal(student.client.call("readCode", { body: { text: codeText } }), "code-already-collected");
