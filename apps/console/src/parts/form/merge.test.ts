import dayjs from "dayjs";
import { expect, test } from "vitest";
import { beginMerge, chosenValues } from "./merge.ts";

const last = dayjs("2027-05-01");
const fieldsOf = (...names: readonly string[]) =>
  names.map((name) => ({ names: [name], label: name }));

test("lists the fields that differ, and takes the other version only of a field that was not edited here", () => {
  const base = { feeYuan: 25, hotline: "1", notice: "", lastDay: last, attemptsLimit: null };
  const entered = { ...base, notice: "请带学生证", feeYuan: 26, attemptsLimit: undefined };
  const saved = { ...base, hotline: "2", feeYuan: 27, lastDay: last.add(1, "day") };
  const fields = fieldsOf(...Object.keys(base));
  const merge = beginMerge(fields, base, entered, saved);
  expect(merge.choices.map(({ label, from }) => [label, from])).toEqual([
    ["feeYuan", "entered"],
    ["hotline", "saved"],
    ["notice", "entered"],
    ["lastDay", "saved"],
  ]);
  const chosen = { feeYuan: 26, hotline: "2", notice: "请带学生证", lastDay: saved.lastDay };
  expect(chosenValues(merge)).toEqual(chosen);
  expect(beginMerge(fields, base, entered, { ...entered }).choices).toEqual([]);
});

test("a number and its unit are chosen together", () => {
  const [entered, saved] = [
    { number: 2, unit: "minute" },
    { number: 2, unit: "hour" },
  ];
  const merge = beginMerge([{ names: ["number", "unit"], label: "" }], saved, entered, saved);
  expect(merge.choices).toMatchObject([{ from: "entered" }]);
  expect(chosenValues(merge)).toEqual(entered);
});
