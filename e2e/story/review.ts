/** Part 4: submission, rejection with a reason, a second photo by a helper's phone, approval. */
import assert from "node:assert/strict";
import { openClient, type PersonClient, refusal, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { approve, reject } from "../people/reviewer.ts";
import { upload } from "../people/submit-photo.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Product } from "../product/start-product.ts";
import type { Identified, Setting, Step } from "./identity.ts";

export interface Reviewers {
  readonly first: PersonClient;
  readonly second: PersonClient;
}

/** What steps with reviewers, the registry and the outside world need. */
export interface ReviewPlace {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly url: string;
  readonly reviewers: Reviewers;
}

/** Passes the review and returns the id of the approved attempt. */
export async function passReview(
  step: Step,
  setting: Setting,
  identified: Identified,
  { first, second }: Reviewers,
  attemptId: string,
): Promise<string> {
  const { url, newKey } = setting;
  const { student, collectionId } = identified;
  const { call } = student.client;
  const params = { collectionId };
  const submit = (wanted: string) =>
    take(call("submitAttempt", { params, body: { attemptId: wanted } }));
  await step(
    "提交审核 / submitted for review",
    () => submit(attemptId),
    ({ label, submission }) => `${label.zh}，预计 ${submission?.reviewDueAt}`,
  );
  await step(
    "学生自己撤回 / the student withdraws it",
    () => take(call("withdrawOwnSubmission", { params })),
    ({ label }) => label.zh,
  );
  await step(
    "改好再提交 / submitted again",
    () => submit(attemptId),
    ({ label }) => label.zh,
  );
  await step(
    "审核员领取 / a reviewer leases it",
    () => takeReview(first, collectionId, url),
    ({ student: visible, report }) =>
      `${visible.nameMasked}，${report.findings.length} 项结果，两张图`,
  );
  await step("审核员领取后再撤回 / withdrawal after a reviewer has leased it", () =>
    refusal(call("withdrawOwnSubmission", { params }), "submission-in-hand"),
  );
  await step("审核未通过 / rejected with a reason", () =>
    reject(first, collectionId, ["background"], "请靠墙再拍一张"),
  );
  await step(
    "学生看到原因 / the student sees the reason",
    () =>
      waitUntil(
        "The rejection, once its reviewer can no longer take it back",
        () => take(call("readCollection", { params })),
        ({ state }) => state === "rejected",
      ),
    ({ label, refusal: why }) =>
      `${label.zh}：${why?.reasons.map(({ label: reason, advice }) => `${reason.zh}（${advice.zh}）`).join("；")} “${why?.words ?? ""}”`,
  );
  const retaken = await step(
    "帮拍重拍 / second photo by a helper's phone",
    () => helperShoots(setting, identified),
    () => "the helper sees the verdict and no name",
  );
  await step(
    "再次提交 / third submission",
    () => submit(retaken),
    ({ label }) => label.zh,
  );
  await step("另一位审核员通过 / another reviewer approves", async () => {
    await takeReview(second, collectionId, url);
    await approve(second, collectionId);
    return (await take(call("readCollection", { params }))).label.zh;
  });
  await step("通过后更换照片 / a change after approval", () =>
    refusal(
      upload({ client: student.client, collectionId }, goodPhoto(), newKey()),
      "collection-frozen",
    ),
  );
  return retaken;
}

export async function takeReview(reviewer: PersonClient, collectionId: string, url: string) {
  const review = await waitUntil(
    "The submission in the reviewer's queue",
    async () => {
      const { tasks } = await take(
        reviewer.call("takeTasks", { body: { queue: "desk", count: 4 } }),
      );
      return tasks.find((one) => one.collectionId === collectionId);
    },
    (match) => match !== undefined,
  );
  assert.ok(review);
  const headers = { authorization: `Bearer ${reviewer.token()}` };
  for (const address of [review.pictures.originalUrl, review.pictures.photoUrl]) {
    assert.equal((await fetch(`${url}${address}`, { headers })).status, 200);
    assert.equal((await fetch(`${url}${address}`)).status, 401);
  }
  return review;
}

/** Takes a photo with a helper's phone and returns the attempt's id. */
async function helperShoots(
  { url, transport, newKey }: Setting,
  { student, collectionId }: Identified,
): Promise<string> {
  const params = { collectionId };
  const link = await take(student.client.call("issueHelperLink", { params }));
  const helper = openClient(url, transport);
  const session = await take(helper.call("claimHelperLink", { body: { token: link.token } }));
  helper.signInAs(session.token);
  await refusal(
    openClient(url, transport).call("claimHelperLink", { body: { token: link.token } }),
    "helper-link-ended",
  );
  await take(
    helper.call("helperUpload", {
      query: { source: "camera" },
      picture: goodPhoto(),
      idempotencyKey: newKey(),
    }),
  );
  const status = await waitUntil(
    "The helper's result",
    () => take(helper.call("helperStatus", {})),
    ({ state }) => state !== "processing",
  );
  assert.equal(status.state, "made");
  const { attempts } = await take(student.client.call("listAttempts", { params }));
  const latest = attempts[0];
  assert.ok(latest);
  return latest.attemptId;
}
