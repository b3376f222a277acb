/** A project of new students: white, 50–100 KB, from a camera alone. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { signInStaff } from "../people/staff.ts";
import { lastFourOf, signIn } from "../people/student.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Tell } from "./tell.ts";

const schoolCode = "10559";
const dayMs = 86_400_000;
const years = 4;

export async function freshman(
  tell: Tell,
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
  await tell("新建新生项目 / a project of new students", async () => {
    const { call } = await signInStaff(url, "operator");
    const album = await call("createProject", { body: { schoolCode, ...terms, albumAllowed: true } });
    assert.equal(album.ok ? "" : album.problem.code, "album-not-for-kind");
    const { projectId } = await take(call("createProject", { body: { schoolCode, ...terms, albumAllowed: false } }));
    return (await take(call("confirmProject", { params: { projectId } }))).schoolName;
  });
  await tell("新生拍照：白底，50–100 KB / a new student's photo", async () => {
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
