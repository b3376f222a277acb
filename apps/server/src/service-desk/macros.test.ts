import { randomUUID } from "node:crypto";
import { addedAnswerCode, allServiceMacros, serviceMacros } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import { confirmSetting } from "../testing/confirm-setting.ts";
import { openTestDatabase } from "../testing/resources.ts";
import { readServiceMacros } from "./notes.ts";

const { db } = await openTestDatabase();
const world = openAttemptWorld(db);

test("canned answers are the defaults until operators change them, in list order", async () => {
  const text = { zh: "已答应两小时内回电。", en: "Promised to call back within two hours." };
  await confirmSetting(db, world.deps, "service-answer", text, "call-again");
  const { macros } = await readServiceMacros(db);
  expect(macros.map(({ code }) => code)).toEqual(allServiceMacros);
  expect(macros.find(({ code }) => code === "call-again")).toMatchObject({
    label: serviceMacros["call-again"].label,
    text,
  });
  expect(macros.find(({ code }) => code === "wrong-data")?.text).toEqual(
    serviceMacros["wrong-data"].text,
  );
});

test("lists an added answer after the defaults with its title, and omits retired answers, defaults included", async () => {
  const code = addedAnswerCode(randomUUID());
  const added = {
    ...{ zh: "请带学生证到现场。", en: "Please bring your student card." },
    title: { zh: "带学生证", en: "Bring the card" },
  };
  await confirmSetting(db, world.deps, "service-answer", added, code);
  expect((await readServiceMacros(db)).macros.at(-1)).toEqual({
    code,
    label: added.title,
    text: { zh: added.zh, en: added.en },
  });
  await confirmSetting(db, world.deps, "service-answer", { ...added, retired: true }, code);
  const { text } = serviceMacros["refund-wish"];
  await confirmSetting(db, world.deps, "service-answer", { ...text, retired: true }, "refund-wish");
  const { macros } = await readServiceMacros(db);
  expect(macros.map((macro) => macro.code)).toEqual(
    allServiceMacros.filter((code) => code !== "refund-wish"),
  );
});
