import { expect, test } from "vitest";
import { messageTemplateCodes, messageTemplates } from "./message-templates.ts";
import {
  initialMessageWords,
  messageTextOf,
  messageWordsFault,
  previewMessage,
  smsParts,
} from "./message-words.ts";

const local = "https://photo.example";
const en = "See why, retake free. {link}";
const faultOf = (zh: string) => messageWordsFault({ zh, en }, "review-rejected", local);

test("every default text is valid with an address of 40 characters, even with the school's name in front", () => {
  const address = `https://${"a".repeat(28)}.edu`;
  expect(address).toHaveLength(40);
  for (const code of messageTemplateCodes) {
    const own = initialMessageWords(code);
    expect(messageWordsFault(own, code, address), code).toBeNull();
    const withSchool = { zh: `{school}：${own.zh}`, en: `{school}: ${own.en}` };
    expect(messageWordsFault(withSchool, code, address), code).toBeNull();
  }
});

test("separates the link from adjacent text, and adds nothing next to a space or at the end", () => {
  const values = { link: "https://a", school: "示例大学", hotline: "1" };
  const textOf = (zh: string) => messageTextOf({ zh, en }, "zh", values);
  expect(textOf("{link}")).toBe("【毕业证照】 https://a");
  expect(textOf("请打开{link}，重拍")).toBe("【毕业证照】请打开 https://a ，重拍");
  expect(textOf("{school}{link}{hotline}")).toBe("【毕业证照】示例大学 https://a 1");
  expect(textOf("打开 {link}\n重拍")).toBe("【毕业证照】打开 https://a\n重拍");
  expect(textOf("{link}{link}")).toBe("【毕业证照】 https://a https://a");
});

test("refuses a text without its link, in whichever language it is missing", () => {
  expect(faultOf("请重拍。")).toEqual({ fault: "missing", placeholder: "{link}" });
  expect(
    messageWordsFault({ zh: "请重拍。{link}", en: "Retake it." }, "review-rejected", local),
  ).toEqual({
    fault: "missing",
    placeholder: "{link}",
  });
});

test("names a placeholder that cannot be filled, even an incomplete one", () => {
  expect(faultOf("{name}，请重拍。{link}")).toEqual({ fault: "unknown", placeholder: "{name}" });
  expect(faultOf("{}{link}")).toEqual({ fault: "unknown", placeholder: "{}" });
  expect(faultOf("请重拍{link")).toEqual({ fault: "unknown", placeholder: "{" });
  expect(faultOf("{school}：{link}")).toBeNull();
});

test("refuses every address that a phone would turn into a link, except the service's own", () => {
  for (const [text, address] of [
    ["请打开 evil.com {link}", "evil.com"],
    ["请打开www.evil.cn看看{link}", "www.evil.cn"],
    ["https://evil.cn/{link}", "https://evil.cn"],
    ["https://photo.example.evil.cn {link}", "https://photo.example.evil.cn"],
    ["https://photo.example:x@evil.cn {link}", "https://photo.example:x@evil.cn"],
    ["weixin://dl/business {link}", "weixin://dl"],
    ["ｅｖｉｌ．ｃｏｍ {link}", "evil.com"],
    ["打开 ev\u200bil.c\u00adom {link}", "evil.com"],
    ["打开 203.0.113.7/a {link}", "203.0.113.7"],
    ["打开公司.cn {link}", "打开公司.cn"],
    ["打开 x.中国 {link}", "x.中国"],
    ["{school}.cn {link}", "示例大学.cn"],
  ] as const)
    expect(faultOf(text), text).toEqual({ fault: "foreign", address });
  for (const text of [
    "https://photo.example/，{link}",
    "photo.example {link}",
    "9.5 前重拍 {link}",
    "1.请重拍.费用不变。{link}",
  ])
    expect(faultOf(text), text).toBeNull();
});

test("refuses full-width and half-width brackets that a gateway reads as a second signature", () => {
  expect(faultOf("【示例银行】请重拍。{link}")).toEqual({ fault: "signature", mark: "【" });
  expect(faultOf("请重拍】{link}")).toEqual({ fault: "signature", mark: "】" });
  expect(faultOf("︻请重拍。{link}")).toEqual({ fault: "signature", mark: "【" });
});

test("counts SMS parts as gateways do for mainland phones: 70 characters for one part, 67 for each of several", () => {
  for (const character of ["字", "a"])
    expect([70, 71, 134, 135, 201, 202].map((count) => smsParts(character.repeat(count)))).toEqual([
      1, 2, 2, 3, 3, 4,
    ]);
});

test("counts a text with a long school, a long number and spaces around the link; at most three parts", () => {
  const words = { zh: `${"请重拍，".repeat(20)}{school}{hotline}{link}`, en };
  const { text, characters, parts, mostCharacters } = previewMessage(
    words,
    "zh",
    "refunded",
    local,
  );
  expect(text).toMatch(/请重拍，示例大学000-0000 0000 https:\/\/photo\.example\/pages/);
  expect(characters - text.length).toBe(14 - 4 + 20 - 13);
  expect([parts, mostCharacters]).toEqual([4, 201]);
  expect(messageWordsFault(words, "refunded", local)).toEqual({
    fault: "long",
    characters,
    mostCharacters: 201,
  });
});

test("inserts the value of a placeholder unchanged and in full", () => {
  const values = { link: "https://a", school: "{link}$&", hotline: "1".repeat(40) };
  expect(messageTextOf({ zh: "{school} {hotline} {link}", en }, "zh", values)).toBe(
    `【毕业证照】{link}$& ${"1".repeat(40)} https://a`,
  );
});

test("every message fits the limits of WeChat's keywords", () => {
  for (const [code, { phrase, next }] of Object.entries(messageTemplates)) {
    expect(phrase, code).toMatch(/^\p{Script=Han}{1,5}$/u);
    for (const words of [next.zh, next.en]) expect(words.length, words).toBeLessThanOrEqual(20);
  }
});

test("no two messages notify about the same move", () => {
  const moves = Object.values(messageTemplates).flatMap(({ move }) => move ?? []);
  expect(new Set(moves).size).toBe(moves.length);
});
