/** Part 3: the engine refuses a photo with reasons and accepts a good one; a stranger sees neither. */
import assert from "node:assert/strict";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { refusal } from "../people/client.ts";
import { badPhoto, goodPhoto } from "../people/photos.ts";
import { signIn } from "../people/student.ts";
import { uploadAndJudge } from "../people/submit-photo.ts";
import type { Identified, Setting, Step } from "./identity.ts";

type Attempt = RouteAnswer<"readAttempt">;

const faults = ({ findings }: Attempt): string =>
  findings
    .filter(({ verdict }) => verdict === "fail")
    .map(({ title, message, advice }) => `${title.zh}（${message.zh} ${advice.zh}）`)
    .join("；");

/** Takes photos and returns the id of the good attempt. */
export async function takePhotos(
  step: Step,
  { url, world, transport, newKey }: Setting,
  { student: { client }, collectionId }: Identified,
): Promise<string> {
  const { call } = client;
  const sender = { client, collectionId };
  const params = { collectionId };
  const bad = await step(
    "不合格的照片 / an unusable photo",
    () => uploadAndJudge(sender, badPhoto(), newKey()),
    (attempt) => `${attempt.label.zh}：${faults(attempt)}`,
  );
  assert.equal(bad.state, "refused");
  assert.ok(bad.findings.some(({ verdict, advice }) => verdict === "fail" && advice.zh !== ""));
  await step("提交不合格的照片 / submission of the unusable photo", () =>
    refusal(
      call("submitAttempt", { params, body: { attemptId: bad.attemptId } }),
      "attempt-not-made",
    ),
  );
  const key = newKey();
  const photo = goodPhoto();
  const good = await step(
    "合格的照片 / a usable photo",
    () => uploadAndJudge(sender, photo, key),
    ({ label, verdict, resultSize }) =>
      `${label.zh} ${verdict} ${resultSize?.width}×${resultSize?.height}`,
  );
  assert.equal(good.state, "made");
  await step("断线后重传同一张 / the same upload repeated", async () => {
    const repeated = await uploadAndJudge(sender, photo, key);
    assert.equal(repeated.attemptId, good.attemptId);
    return "one attempt, not two";
  });
  await step("别人看不到 / no other student can see it", async () => {
    const stranger = await signIn(world, url, transport);
    const attemptId = good.attemptId;
    await refusal(stranger.client.call("readCollection", { params }), "not-found");
    await refusal(
      stranger.client.call("readAttempt", { params: { ...params, attemptId } }),
      "not-found",
    );
    const look = async (token: string | null): Promise<number> => {
      const headers = { ...(token !== null && { authorization: `Bearer ${token}` }) };
      return (await fetch(`${url}${good.original?.url}`, { headers })).status;
    };
    assert.equal(await look(stranger.client.token()), 404);
    assert.equal(await look(null), 401);
    assert.equal(await look(client.token()), 200);
    return "collection, attempt and picture answer 404, the picture's address alone 401";
  });
  return good.attemptId;
}
