/**
 * Command `npm run story`: takes students through the running product over HTTP, prints each step, and searches the log
 * for secrets.
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { plainTransport, refusal, take } from "../people/client.ts";
import { type OutsideWorld, openOutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { openProject } from "../people/project-terms.ts";
import { approve } from "../people/reviewer.ts";
import { addShootingStudent, agreeToAll } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import { signIn, verifyCode } from "../people/student.ts";
import { submitPhoto, uploadAndJudge } from "../people/submit-photo.ts";
import { waitHastened, waitUntil } from "../people/wait-until.ts";
import { hastenRegistry } from "../product/product-database.ts";
import { startProduct } from "../product/start-product.ts";
import type { Step } from "./identity.ts";
import { identityCheck } from "./identity-check.ts";
import { leaving } from "./leaving.ts";
import { type Reviewers, type ReviewPlace, takeReview } from "./review.ts";
import { schoolSystem } from "./school-system.ts";
import { signInReviewers, storySettings, walkStory } from "./walk-story.ts";

const schoolCode = "10559";
const years = 4;

/** Takes a student through a project of new students: white background, 50–100 KB, only from the camera. */
async function freshman(
  step: Step,
  { world, url }: { readonly world: OutsideWorld; readonly url: string },
): Promise<void> {
  const graduationYear = new Date().getUTCFullYear() + years;
  const terms = {
    ...openProject(),
    graduationYear,
    feeFen: 0,
    specId: "chsi-freshman",
    fileMinBytes: 50 * 1024,
    fileMaxBytes: 100 * 1024,
    photoMaxAgeDays: 365,
  } as const;
  await step("新建新生项目 / a project of new students", async () => {
    const { call } = await signInStaff(url, "operator");
    await refusal(call("createProject", { body: terms }), "album-not-for-kind");
    const { projectId } = await take(
      call("createProject", { body: { ...terms, albumAllowed: false } }),
    );
    return (await take(call("confirmProject", { params: { projectId } }))).schoolName;
  });
  await step("新生拍照：白底，50–100 KB / a new student's photo", async () => {
    const student = await signIn(world, url);
    const { call } = student.client;
    const chsi = await world.addStudent({
      schoolCode,
      schoolName: "暨南大学",
      category: "bachelor",
      graduationYear,
    });
    const { readingId, project } = await verifyCode(student, world, chsi);
    assert.equal(project.kindLabel.zh, "新生");
    const { collectionId } = await take(
      call("startCollection", {
        body: { readingId, noPhotoYet: true },
        idempotencyKey: randomUUID(),
      }),
    );
    const params = { collectionId };
    await take(
      call("startOrder", {
        params,
        body: { channel: "native", provider: "wechat-pay" },
        idempotencyKey: randomUUID(),
      }),
    );
    const sender = { client: student.client, collectionId };
    await agreeToAll(sender);
    const fromAlbum = { params, query: { source: "album" as const }, picture: goodPhoto() };
    await refusal(
      call("uploadAttempt", { ...fromAlbum, idempotencyKey: randomUUID() }),
      "album-not-allowed",
    );
    const made = await uploadAndJudge(sender);
    assert.equal(made.state, "made");
    return made.label.zh;
  });
}

/** Takes a student whose photo the registry has already. The collection closes and the full payment is refunded. */
async function registeredBefore(
  step: Step,
  { product, world, url, reviewers }: ReviewPlace,
): Promise<void> {
  const student = await step(
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
  await step(
    "审核通过，而学信网已有照片 / approved, but the registry already has a photo",
    async () => {
      await takeReview(reviewers.first, collectionId, url);
      await world.control("PATCH", `/chsi/students/${chsi.id}`, { collected: true });
      await approve(reviewers.first, collectionId);
      return (await take(client.call("readCollection", { params }))).label.zh;
    },
  );
  await step(
    "已采集：采集关闭并说明原因 / already registered: closed, with the reason",
    () =>
      waitHastened(
        "The registry's answer",
        () => hastenRegistry(product),
        () => take(client.call("readCollection", { params })),
        ({ state }) => state === "closed",
      ),
    ({ label, history }) => `${label.zh}：${history.at(-1)?.reason?.zh}`,
  );
  await step("费用全额退回 / full refund", async () => {
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

const product = await startProduct(storySettings);
let steps = 0;
const step: Step = async (name, work, shows) => {
  const value = await work();
  steps++;
  const result = shows?.(value) ?? (typeof value === "string" ? value : "");
  process.stdout.write(
    `${String(steps).padStart(3)}  ${name}${result === "" ? "" : ` — ${result}`}\n`,
  );
  return value;
};
let signedIn: Promise<Reviewers> | null = null;
// Signs the reviewers in once: a one-time code is accepted once, and the story needs them twice within half a minute.
const signInOnce = (): Promise<Reviewers> => (signedIn ??= signInReviewers(product.url));
let ending = { state: "unfinished", photoVerified: false };
/** Number of failures, 0 or 1, because the story ends at the first failed step. */
let failed = 0;
try {
  const transport = plainTransport;
  const { state, photoVerified, secrets } = await walkStory(step, {
    product,
    transport,
    signInReviewers: signInOnce,
  });
  const place = {
    product,
    world: openOutsideWorld(product.sandboxUrl),
    url: product.url,
    reviewers: await signInOnce(),
  };
  await registeredBefore(step, place);
  await identityCheck(step, place);
  await freshman(step, place);
  await leaving(step, place);
  await schoolSystem(step, place);
  await step("日志里没有秘密 / the log contains no secret", async () => {
    const log = product.log();
    const logged = secrets.filter((secret) => secret !== "" && log.includes(secret));
    // The values are shortened, so that the message does not leak them again.
    assert.deepEqual(
      logged.map((secret) => `${secret.slice(0, 2)}…`),
      [],
    );
    return `${log.split("\n").length} lines searched for ${secrets.length} secrets`;
  });
  ending = { state, photoVerified };
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  failed = 1;
} finally {
  await product.stop();
}
process.stdout.write(
  `${JSON.stringify({ suite: "story", passed: steps, failed, skipped: 0, ...ending })}\n`,
);
process.exit(failed === 0 && ending.photoVerified ? 0 : 1);
