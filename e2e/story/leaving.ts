/**
 * Students who leave before the registry has their photo. Their data are deleted, and the rule decides about the fee.
 */
import assert from "node:assert/strict";
import { refusal, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { findProject, signIn, verifyCode } from "../people/student.ts";
import { submitPhoto, upload } from "../people/submit-photo.ts";
import type { Step } from "./identity.ts";

interface Place {
  readonly world: OutsideWorld;
  readonly url: string;
}

/** Moments of leaving. The rule refunds the full fee until the submission. */
const moments: readonly {
  readonly at: string;
  readonly isRefunded: boolean;
  readonly pictures: number;
  readonly go: (student: ShootingStudent) => Promise<unknown>;
}[] = [
  { at: "已支付 / paid", isRefunded: true, pictures: 0, go: async () => {} },
  {
    at: "标准化中 / being processed",
    isRefunded: true,
    pictures: 1,
    go: (student) => take(upload(student)),
  },
  { at: "审核中 / in review", isRefunded: false, pictures: 1, go: submitPhoto },
];

export async function leaving(step: Step, place: Place): Promise<void> {
  await step("只识别了采集码就删除 / data deleted when only the code was verified", () =>
    onlyProven(place),
  );
  for (const [index, { at, isRefunded, pictures, go }] of moments.entries()) {
    await step(`${at}：退出采集 / the student leaves`, async () => {
      const student = await addShootingStudent(place.world, place.url, 100 + index);
      await go(student);
      const { call } = student.client;
      const params = { collectionId: student.collectionId };
      const { feeFen } = await take(call("readCollection", { params }));
      const left = await take(call("leaveCollection", { params }));
      assert.deepEqual(left, { deletedPictures: pictures, refundFen: isRefunded ? feeFen : 0 });
      const { collections } = await take(call("exportMyData", {}));
      const [own] = collections;
      assert.equal(own?.state, "closed");
      assert.equal(own?.person.name, "");
      assert.ok(own?.attempts.every(({ picturesDeletedAt }) => picturesDeletedAt !== null));
      return `照片 ${left.deletedPictures} 张已删除，退款 ${left.refundFen / 100} 元`;
    });
  }
  await step(
    "撤回人脸照片同意，照片立即删除并有回执 / face photo consent withdrawn: photo deleted, with a receipt",
    async () => {
      const student = await addShootingStudent(place.world, place.url, 110);
      await submitPhoto(student);
      const { call } = student.client;
      const params = { collectionId: student.collectionId };
      const { deletion } = await take(
        call("withdrawConsent", { params, body: { purpose: "face" } }),
      );
      assert.equal(deletion?.photos.length, 1);
      await refusal(upload(student), "consent-missing");
      return `${(await take(call("readCollection", { params }))).label.zh}，指纹 ${deletion?.photos[0]?.originalSha256.slice(0, 12)}`;
    },
  );
}

async function onlyProven({ world, url }: Place): Promise<string> {
  const student = await signIn(world, url);
  const { call } = student.client;
  const { chsi } = await findProject(student, world, { query: "jndx", category: "bachelor" });
  await verifyCode(student, world, chsi);
  const { deletedPictures } = await take(call("deleteMyData", {}));
  await refusal(call("exportMyData", {}), "session-expired");
  return `照片 ${deletedPictures} 张`;
}
