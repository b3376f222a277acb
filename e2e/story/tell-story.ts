/** Starts the product, walks the story, looks for secrets in the log, stops the product. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { plainTransport, take } from "../people/client.ts";
import { type OutsideWorld, openOutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { approve } from "../people/reviewer.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import { lastFourOf, signIn } from "../people/student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import { startProduct } from "../product/start-product.ts";
import { identityCheck } from "./identity-check.ts";
import { leaving } from "./leaving.ts";
import { type Reviewers, takeReview } from "./review.ts";
import { secretsIn } from "./secrets-in.ts";
import { startTelling, type Tell } from "./tell.ts";
import { signInReviewers, storySettings, walkStory } from "./walk-story.ts";

const schoolCode = "10559";
const dayMs = 86_400_000;
const years = 4;

/** A project of new students: white, 50–100 KB, from a camera alone. */
async function freshman(
  report: Tell,
  { world, url }: { readonly world: OutsideWorld; readonly url: string },
): Promise<void> {
  const graduationYear = new Date().getUTCFullYear() + years;
  const terms = {
    category: "bachelor" as const,
    graduationYear,
    feeFen: 0,
    opensAt: new Date(Date.now() - dayMs).toISOString(),
    closesAt: new Date(Date.now() + 30 * dayMs).toISOString(),
    specId: "chsi-freshman" as const,
    fileMinBytes: 50 * 1024,
    fileMaxBytes: 100 * 1024,
    tryBeforePay: false,
    sheetReview: false,
    photoMaxAgeDays: 365,
    attemptsLimit: null,
    reviewDays: 2,
    retentionDays: 90,
    refundRule: "until-submitted" as const,
    hotline: "000-0000-0003",
    notice: "",
    clothing: "",
    printCaption: "",
    imageCheckBy: null,
  };
  await report("新建新生项目 / a project of new students", async () => {
    const { call } = await signInStaff(url, "operator");
    const album = await call("createProject", { body: { schoolCode, ...terms, albumAllowed: true } });
    assert.equal(album.ok ? "" : album.problem.code, "album-not-for-kind");
    const { projectId } = await take(call("createProject", { body: { schoolCode, ...terms, albumAllowed: false } }));
    return (await take(call("confirmProject", { params: { projectId } }))).schoolName;
  });
  await report("新生拍照：白底，50–100 KB / a new student's photo", async () => {
    const { client } = await signIn(world, url);
    const { call } = client;
    const chsi = await world.addStudent({ schoolCode, schoolName: "暨南大学", category: "bachelor", graduationYear });
    const { readingId } = await take(
      call("readCode", { body: { text: await world.codeText({ studentId: chsi.id }) } }),
    );
    const { project } = await take(call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
    assert.equal(project.kindLabel.zh, "新生");
    const { collectionId } = await take(
      call("startCollection", { body: { readingId, noPhotoYet: true }, idempotencyKey: randomUUID() }),
    );
    const params = { collectionId };
    await take(
      call("startOrder", { params, body: { channel: "native", provider: "wechat-pay" }, idempotencyKey: randomUUID() }),
    );
    const { consents } = await take(call("readServiceContent", { params }));
    await take(
      call("giveConsents", {
        params,
        body: { consents: consents.map(({ purpose, version }) => ({ purpose, version })) },
      }),
    );
    const upload = (source: "album" | "camera") =>
      call("uploadAttempt", { params, query: { source }, picture: goodPhoto(), idempotencyKey: randomUUID() });
    const album = await upload("album");
    assert.equal(album.ok ? "" : album.problem.code, "album-not-allowed");
    const { attemptId } = await take(upload("camera"));
    const made = await waitUntil(
      "the photo",
      () => take(call("readAttempt", { params: { collectionId, attemptId } })),
      ({ state }) => state !== "processing",
    );
    assert.equal(made.state, "made");
    return made.label.zh;
  });
}

/** A student whose photo the registry has already: told so, and the whole payment comes back. */
async function registeredBefore(
  report: Tell,
  { world, url, reviewers }: { readonly world: OutsideWorld; readonly url: string; readonly reviewers: Reviewers },
): Promise<void> {
  const student = await report(
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
  await report("审核通过，而学信网已有照片 / approved, while the registry has a photo already", async () => {
    await takeReview(reviewers.first, collectionId, url);
    await world.control("PATCH", `/chsi/students/${chsi.id}`, { collected: true });
    await approve(reviewers.first, collectionId);
    return (await take(client.call("readCollection", { params }))).label.zh;
  });
  await report(
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
  await report("费用全额退回 / the whole payment comes back", async () => {
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

export interface StoryResult {
  readonly steps: number;
  /** 0 or 1: the story ends where a step fails. */
  readonly failed: number;
  readonly state: string;
  readonly photoVerified: boolean;
}

export async function tellStory(): Promise<StoryResult> {
  const { tell: report, steps } = startTelling((line) => process.stdout.write(`${line}\n`));
  const product = await startProduct(storySettings);
  let signedIn: Promise<Reviewers> | null = null;
  // Once: a one-time code is taken once, and the story may come here within its half minute.
  const signIn = (): Promise<Reviewers> => (signedIn ??= signInReviewers(product.url));
  try {
    const { state, photoVerified, secrets } = await walkStory(report, {
      product,
      transport: plainTransport,
      signInReviewers: signIn,
    });
    const reviewers = await signIn();
    const world = openOutsideWorld(product.sandboxUrl);
    await registeredBefore(report, { world, url: product.url, reviewers });
    await identityCheck(report, { world, url: product.url, reviewers });
    await freshman(report, { world, url: product.url });
    await leaving(report, { world, url: product.url });
    await report("日志里没有秘密 / the log holds no secret", async () => {
      const log = product.log();
      const match = secretsIn(log, secrets);
      if (match.length > 0)
        throw new Error(`the log holds ${match.length} of the story's secrets: ${match.join(", ")}`);
      return `${log.split("\n").length} lines, ${secrets.length} secrets looked for`;
    });
    return { steps: steps(), failed: 0, state, photoVerified };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { steps: steps() + 1, failed: 1, state: "unfinished", photoVerified: false };
  } finally {
    await product.stop();
  }
}
