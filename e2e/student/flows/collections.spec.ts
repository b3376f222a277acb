/** Wrong identity data: customer service opens the correction, and a new code takes the place of the old one. */
import { take } from "../../people/client.ts";
import { test } from "../test.ts";
import { newStudent, proveIdentity, refusedInWords, showCode, walkToPaid } from "../walk.ts";

test("wrong identity data are corrected with a new code once customer service opens it; the payment stays", async ({
  phone,
  world,
  service,
}) => {
  const { page, see, tap } = phone;
  const collectionId = await walkToPaid(phone, world);
  const params = { collectionId };
  const details = `/pages/collection/index?collectionId=${collectionId}`;
  await page.goto(details);
  await see("学籍信息有误时，由客服开通更正");
  await take(service.call("openCorrection", { params, body: { reason: "姓名有误" } }));
  await page.goto(details);
  await page.getByRole("button", { name: "识别新的采集码" }).click();
  const corrected = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: corrected.id }));
  await proveIdentity(phone, corrected);
  await see("确认更正");
  await tap("enter-collection");
  await page.waitForURL(/pages\/collection/);
  await see(`*******${corrected.studentNumber.slice(-3)}`);
  await see("待拍照");
  await see("更正信息 · 待拍照");
});

test("a correction that nobody opened is refused in words", async ({ phone, world }) => {
  const { page, tap } = phone;
  const collectionId = await walkToPaid(phone, world);
  await page.goto(`/pages/code/index?schoolCode=10559&category=bachelor&collectionId=${collectionId}`);
  const other = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: other.id }));
  await proveIdentity(phone, other);
  await tap("enter-collection");
  await refusedInWords(phone, "correction-not-open");
});
