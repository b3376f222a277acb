/** Chapter two: school and category, the collection code, the last four characters, and the collection begun. */
import assert from "node:assert/strict";
import type { ChsiStudent } from "../people/outside-world.ts";
import { lastFourOf } from "../people/student.ts";
import { type Flow, queryOf, type Setting } from "./story.ts";

const school = { code: "10559", name: "暨南大学", initials: "jndx" } as const;

export async function identify(flow: Flow, { wechat, world }: Setting): Promise<string> {
  let chsi: ChsiStudent | null = null;
  let collectionId = "";
  const student = (): ChsiStudent => {
    assert.ok(chsi);
    return chsi;
  };
  await flow("a school that does not take part is told, with whom to ask", async () => {
    await wechat.type("school", "没有的学校");
    await wechat.see("没有找到这所学校");
    await wechat.see(/客服电话/);
  });
  await flow("the school is found by its initials, the category chosen, the project open", async () => {
    await wechat.type("school", school.initials);
    await wechat.tapWords(school.name);
    await wechat.tapWords("普通本科");
    await wechat.picture("eligibility");
    await wechat.tap("confirm");
    await wechat.arriveAt("code");
    await wechat.see(school.name);
    chsi = await world.addStudent({
      schoolCode: school.code,
      schoolName: school.name,
      category: "bachelor",
      graduationYear: new Date().getUTCFullYear(),
    });
  });
  await flow("a closed scanner changes nothing, and a forged code is refused in words", async () => {
    wechat.answers.scanCode = () => ({ fail: "fail cancel" });
    await wechat.tap("scan");
    wechat.answers.scanCode = async () => ({
      result: await world.codeText({ studentId: student().id, variant: "forged" }),
    });
    await wechat.tap("scan");
    await wechat.page.locator('.wx-page [role="alert"], .wx-page .notice--danger').last().waitFor();
    await wechat.arriveAt("code");
    await wechat.picture("code-forged");
  });
  await flow("the genuine code goes on to the last four, and wrong ones are counted", async () => {
    wechat.answers.scanCode = async () => ({ result: await world.codeText({ studentId: student().id }) });
    await wechat.tap("scan");
    await wechat.arriveAt("verify");
    await wechat.see(/您可以尝试 \d+ 次/);
    await wechat.type("last-four", lastFourOf(student()) === "0000" ? "1111" : "0000");
    await wechat.tap("verify");
    await wechat.page.locator(".wx-page .notice--danger").last().waitFor();
    await wechat.arriveAt("verify");
    await wechat.picture("last-four-wrong");
  });
  await flow("the right last four show the student, the whole name to be confirmed", async () => {
    await wechat.type("last-four", lastFourOf(student()));
    await wechat.tap("verify");
    await wechat.arriveAt("eligible");
    await wechat.see("核验通过，您具备采集资格。请核对以下信息。");
    await wechat.see(school.name);
    await wechat.see(student().name);
    await wechat.picture("eligible");
  });
  await flow("the collection begins, with nothing behind it", async () => {
    await wechat.page.locator(".wx-page").last().locator(".tick").tap();
    await wechat.tap("enter-collection");
    await wechat.arriveAt("collection");
    collectionId = queryOf(await wechat.url(), "collectionId");
    assert.notEqual(collectionId, "");
    await wechat.see("采集记录");
    await wechat.back();
    await wechat.arriveAt("collection");
    await wechat.picture("collection");
  });
  return collectionId;
}
