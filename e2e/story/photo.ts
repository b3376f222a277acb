/** Chapter three: a photo that will not do and is told why, one that will, and strangers who see neither. */
import assert from "node:assert/strict";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { refusal, take } from "../people/client.ts";
import { badPhoto, goodPhoto } from "../people/photos.ts";
import { type Student, signIn } from "../people/student.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Identified, Setting } from "./identity.ts";
import type { Tell } from "./tell.ts";

type Attempt = RouteAnswer<"readAttempt">;

/** Uploads and follows the making to its end. */
export async function shoot(student: Student, collectionId: string, picture: Blob, key: string): Promise<Attempt> {
  const { call } = student.client;
  const params = { collectionId };
  const sent = await take(call("uploadAttempt", { params, query: { source: "camera" }, picture, idempotencyKey: key }));
  return waitUntil(
    "The result of the photo",
    () => take(call("readAttempt", { params: { ...params, attemptId: sent.attemptId } })),
    ({ state }) => state !== "processing",
  );
}

const faults = ({ findings }: Attempt): string =>
  findings
    .filter(({ verdict }) => verdict === "fail")
    .map(({ title, message, advice }) => `${title.zh}（${message.zh} ${advice.zh}）`)
    .join("；");

/** The id of the good attempt. */
export async function takePhotos(
  report: Tell,
  { url, world, transport, newKey }: Setting,
  { student, collectionId }: Identified,
): Promise<string> {
  const { call } = student.client;
  const params = { collectionId };
  const bad = await report(
    "不合格的照片 / a photo that will not do",
    () => shoot(student, collectionId, badPhoto(), newKey()),
    (attempt) => `${attempt.label.zh}：${faults(attempt)}`,
  );
  assert.equal(bad.state, "refused");
  assert.ok(bad.findings.some(({ verdict, advice }) => verdict === "fail" && advice.zh !== ""));
  await report("提交不合格的照片 / submitting it all the same", () =>
    refusal(call("submitAttempt", { params, body: { attemptId: bad.attemptId } }), "attempt-not-made"),
  );
  const key = newKey();
  const photo = goodPhoto();
  const good = await report(
    "合格的照片 / a photo that will do",
    () => shoot(student, collectionId, photo, key),
    ({ label, verdict, resultSize }) => `${label.zh} ${verdict} ${resultSize?.width}×${resultSize?.height}`,
  );
  assert.equal(good.state, "made");
  await report("断线后重传同一张 / the same upload again", async () => {
    const again = await shoot(student, collectionId, photo, key);
    assert.equal(again.attemptId, good.attemptId);
    return "one attempt, not two";
  });
  await report("别人看不到 / nobody else sees it", async () => {
    const stranger = await signIn(world, url, transport);
    const attemptId = good.attemptId;
    await refusal(stranger.client.call("readCollection", { params }), "not-found");
    await refusal(stranger.client.call("readAttempt", { params: { ...params, attemptId } }), "not-found");
    const look = async (token: string | null): Promise<number> => {
      const headers = { ...(token !== null && { authorization: `Bearer ${token}` }) };
      return (await fetch(`${url}${good.original?.url}`, { headers })).status;
    };
    assert.equal(await look(stranger.client.token()), 404);
    assert.equal(await look(null), 401);
    assert.equal(await look(student.client.token()), 200);
    return "collection, attempt and picture answer 404, the picture's address alone 401";
  });
  return good.attemptId;
}
