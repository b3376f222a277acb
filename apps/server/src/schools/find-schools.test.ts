import { describe, expect, test } from "vitest";
import { distanceToBeginning, rankSchools } from "./find-schools.ts";

const school = (code: string, name: string, pinyin: string, aliases: readonly string[] = []) => ({
  code,
  name,
  aliases,
  pinyin,
  pinyinInitials: pinyin
    .split(" ")
    .map((syllable) => syllable[0])
    .join(""),
});

const schools = [
  school("10559", "暨南大学", "ji nan da xue", ["暨大", "JNU"]),
  school("99903", "测试暨南大学附属学院", "ce shi ji nan da xue fu shu xue yuan"),
  school("10558", "中山大学", "zhong shan da xue", ["中大"]),
  school("10561", "华南理工大学", "hua nan li gong da xue", ["华工"]),
  school("99904", "测试（南方）学院", "ce shi nan fang xue yuan"),
];
const ranked = (typed: string): string[] => rankSchools(typed, schools).map(({ name }) => name);

describe("searching for a school", () => {
  test.each([
    ["its whole name", "暨南大学"],
    ["the beginning of its name", "暨南"],
    ["its code", "10559"],
    ["an alias", "暨大"],
    ["an alias in small letters", "jnu"],
    ["the initials of its pinyin", "jndx"],
    ["initials in capitals with blanks", "J N D X"],
    ["its pinyin", "jinandaxue"],
    ["the beginning of its pinyin, in syllables", "ji nan d"],
    ["pinyin with accents", "jì nán dà xué"],
    ["full-width letters", "ＪＮＤＸ"],
    ["its name with one wrong character", "既南大学"],
    ["its name with swapped characters", "南暨大学"],
    ["its name with a missing character", "暨南学"],
    ["pinyin with one wrong letter", "jinandaxie"],
    ["initials with two letters swapped", "jnxd"],
  ])("a school is found by %s", (_, typed) => {
    expect(ranked(typed)[0]).toBe("暨南大学");
  });

  test("a school is found by some characters of its name in order", () => {
    expect(ranked("华理工")).toEqual(["华南理工大学"]);
  });

  test("a school is found by its name without brackets", () => {
    expect(ranked("测试南方学院")[0]).toBe("测试（南方）学院");
  });
});

test("an exact name ranks before names that contain it, and those before similar names", () => {
  expect(ranked("暨南大学")).toEqual(["暨南大学", "测试暨南大学附属学院"]);
});

test.each(["", "   ", "（）", "清华", "xyzxyz", "12", "暨山"])("%j finds no school", (typed) => {
  expect(ranked(typed)).toEqual([]);
});

test("the distance compares the beginning of the name and ignores the rest", () => {
  const distance = (typed: string, name: string) => distanceToBeginning([...typed], [...name]);
  expect(distance("abc", "abcdef")).toBe(0);
  expect(distance("acb", "abcdef")).toBe(1);
  expect(distance("abd", "abcdef")).toBe(1);
  expect(distance("xabc", "abcdef")).toBe(1);
  expect(distance("", "abc")).toBe(0);
  expect(distance("abc", "")).toBe(3);
});
