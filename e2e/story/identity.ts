/** Part 1: sign-in, school, collection code, last four characters, with their refusals. */
import assert from "node:assert/strict";
import type { Transport } from "@gradphoto/domain/client";
import { refusal, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { findProject, lastFourOf, type Student, signIn } from "../people/student.ts";

/** Runs one step and returns its value; `shows` describes the value for the printed line. */
export type Step = <Value>(
  name: string,
  work: () => Promise<Value>,
  shows?: (value: Value) => string,
) => Promise<Value>;

export interface Setting {
  readonly url: string;
  readonly world: OutsideWorld;
  readonly transport: Transport<Blob>;
  readonly newKey: () => string;
}

export interface Identified {
  readonly student: Student;
  readonly collectionId: string;
  readonly feeFen: number;
  readonly codeText: string;
  readonly studentNumber: string;
  /** Values that no log may contain. */
  readonly secrets: readonly string[];
}

export async function identify(
  step: Step,
  { url, world, transport, newKey }: Setting,
): Promise<Identified> {
  const student = await step(
    "微信快速登录 · 微信手机号授权登录 / sign-in with WeChat",
    () => signIn(world, url, transport),
    () => "signed in, phone number given",
  );
  const { call } = student.client;
  const { chsi } = await step(
    "获取采集资格：jndx · 普通本科 / school by its initials",
    () => findProject(student, world, { query: "jndx", category: "bachelor" }),
    ({ project: match }) => `${match.schoolName} ${match.graduationYear}，${match.feeFen / 100} 元`,
  );
  await step("伪造的采集码 / a forged code", async () => {
    const text = await world.codeText({ studentId: chsi.id, variant: "forged" });
    return refusal(call("readCode", { body: { text } }), "code-forged");
  });
  const text = await step(
    "相册识别采集码 / the code read from its picture",
    async () =>
      (
        await take(
          call("readCodePicture", { picture: await world.codePicture({ studentId: chsi.id }) }),
        )
      ).text,
    (read) => `${read.length} characters`,
  );
  const { readingId } = await step(
    "核对采集码 / the code matches the project",
    () => take(call("readCode", { body: { text } })),
    ({ attemptsLeft, project }) =>
      `${project.graduationYear}, ${attemptsLeft} tries for the last four`,
  );
  const lastFour = lastFourOf(chsi);
  const wrong = lastFour === "0000" ? "1111" : "0000";
  await step("错误的后四位 / the wrong last four", () =>
    refusal(call("verifyCode", { body: { readingId, lastFour: wrong } }), "last-four-wrong"),
  );
  const { student: visible } = await step(
    "正确的后四位 / the correct last four",
    () => take(call("verifyCode", { body: { readingId, lastFour } })),
    ({ student: { nameMasked, school, studentNumberMasked } }) =>
      `${nameMasked} ${school} ${studentNumberMasked}`,
  );
  assert.equal(visible.name, chsi.name);
  const begun = await step(
    "确认学信网尚无照片，进入采集 / no photo at CHSI yet: the collection begins",
    () =>
      take(
        call("startCollection", {
          body: { readingId, noPhotoYet: true },
          idempotencyKey: newKey(),
        }),
      ),
    ({ label }) => label.zh,
  );
  await step("同一采集码再次使用 / second use of the code", async () => {
    const other = await signIn(world, url, transport);
    return refusal(other.client.call("readCode", { body: { text } }), "code-used-by-other");
  });
  return {
    student,
    collectionId: begun.collectionId,
    feeFen: begun.feeFen,
    codeText: text,
    studentNumber: chsi.studentNumber,
    secrets: [
      chsi.name,
      chsi.idNumber,
      chsi.studentNumber,
      student.person.phone,
      student.client.token() ?? "",
      text,
    ],
  };
}
