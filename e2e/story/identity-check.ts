/** A student whose face the registry does not match. The registry accepts the evidence after a manual check. */
import assert from "node:assert/strict";
import { take } from "../people/client.ts";
import { goodPhoto } from "../people/photos.ts";
import { approve } from "../people/reviewer.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { signInStaff } from "../people/staff.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { waitHastened } from "../people/wait-until.ts";
import { hastenRegistry } from "../product/product-database.ts";
import type { Step } from "./identity.ts";
import { type ReviewPlace, takeReview } from "./review.ts";

export async function identityCheck(
  step: Step,
  { product, world, url, reviewers }: ReviewPlace,
): Promise<void> {
  const student = await addShootingStudent(world, url, 2);
  const { collectionId, chsi } = student;
  const { call } = student.client;
  const params = { collectionId };
  const until = (state: string) =>
    waitHastened(
      `A collection that is ${state}`,
      () => hastenRegistry(product),
      () => take(call("readCollection", { params })),
      (read) => read.state === state,
    );
  await step("身份核验未通过 / the face does not match", async () => {
    await submitPhoto(student);
    await takeReview(reviewers.first, collectionId, url);
    await world.control("POST", "/registry/identities", { outcome: "failed" });
    await approve(reviewers.first, collectionId);
    await until("identity_check");
    return (await take(call("readIdentityCheck", { params }))).label.zh;
  });
  await step("提交身份材料 / evidence uploaded", async () => {
    const { consent } = await take(call("readIdentityCheck", { params }));
    const consents = [{ purpose: "evidence" as const, version: consent.version }];
    await take(call("giveConsents", { params, body: { consents } }));
    for (const kind of ["id-card-held", "older-photo", "statement"] as const)
      await take(
        call("giveEvidence", { params, query: { evidenceKind: kind }, picture: goodPhoto() }),
      );
    const { evidence } = await take(call("readIdentityCheck", { params }));
    assert.ok(evidence.every(({ grantedAt }) => grantedAt !== null));
    return `${evidence.length} 份`;
  });
  await step("学校下载材料包 / the school downloads the evidence", async () => {
    const school = await signInStaff(url, "school-admin");
    const answer = await fetch(
      `${url}/v1/staff/collections/${collectionId}/identity-check/evidence`,
      {
        headers: { authorization: `Bearer ${school.token()}` },
      },
    );
    assert.equal(answer.status, 200);
    const name = decodeURIComponent(answer.headers.get("content-disposition") ?? "");
    assert.match(name, new RegExp(`${chsi.studentNumber}-${chsi.name}-身份材料\\.zip`));
    return `${(await answer.arrayBuffer()).byteLength} bytes`;
  });
  await step("学信网人工核验通过 / the registry accepts it after a manual check", async () => {
    await world.control("POST", "/registry/identity-decisions", {
      studentNumber: chsi.studentNumber,
      accepted: true,
    });
    return (await until("completed")).label.zh;
  });
}
