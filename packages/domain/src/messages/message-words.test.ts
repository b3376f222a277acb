import { expect, test } from "vitest";
import { messageTemplateCodes } from "./message-templates.ts";
import { initialMessageWords, messageTextOf, messageWordsFault, previewMessage, smsParts } from "./message-words.ts";

const ours = "https://photo.example";
const en = "See why, retake free. {link}";
const faultOf = (zh: string) => messageWordsFault({ zh, en }, "review-rejected", ours);

test("our own words of every message can be sent: the link is there and two parts hold them", () => {
  for (const code of messageTemplateCodes)
    expect(messageWordsFault(initialMessageWords(code), code, ours), code).toBeNull();
});

test("a text without its link leads nowhere, in whichever language it is missing", () => {
  expect(faultOf("请重拍。")).toEqual({ fault: "missing", placeholder: "{link}" });
  expect(messageWordsFault({ zh: "请重拍。{link}", en: "Retake it." }, "review-rejected", ours)).toEqual({
    fault: "missing",
    placeholder: "{link}",
  });
});

test("a placeholder that nothing can fill is named, also one that is only half there", () => {
  expect(faultOf("{name}，请重拍。{link}")).toEqual({ fault: "unknown", placeholder: "{name}" });
  expect(faultOf("{}{link}")).toEqual({ fault: "unknown", placeholder: "{}" });
  expect(faultOf("请重拍{link")).toEqual({ fault: "unknown", placeholder: "{" });
  expect(faultOf("{school}：{link}")).toBeNull();
});

test("whatever a phone would make a link of leads to us or is refused", () => {
  for (const [text, address] of [
    ["请打开 evil.com {link}", "evil.com"],
    ["请打开www.evil.cn看看{link}", "www.evil.cn"],
    ["https://evil.cn/{link}", "https://evil.cn"],
    ["https://photo.example.evil.cn {link}", "https://photo.example.evil.cn"],
    ["https://photo.example:x@evil.cn {link}", "https://photo.example:x@evil.cn"],
    ["weixin://dl/business {link}", "weixin://dl"],
    ["ｅｖｉｌ．ｃｏｍ {link}", "evil.com"],
  ] as const)
    expect(faultOf(text), text).toEqual({ fault: "foreign", address });
  for (const text of ["https://photo.example/，{link}", "photo.example {link}", "9.5 前重拍 {link}"])
    expect(faultOf(text), text).toBeNull();
});

test("parts are counted as gateways count them: 70 and 67 characters of Chinese, 160 and 153 of English", () => {
  expect([70, 71, 134, 135].map((count) => smsParts("字".repeat(count)))).toEqual([1, 2, 2, 3]);
  expect([160, 161].map((count) => smsParts("a".repeat(count)))).toEqual([1, 2]);
});

test("a text is as long as a long school and number make it, and two parts are the most", () => {
  const words = { zh: "请重拍，{school}{hotline}{link}", en };
  const { text, characters, parts, mostCharacters } = previewMessage(words, "zh", "refunded", ours);
  expect(text).toMatch(/^【毕业证照】请重拍，示例大学000-0000 0000https:\/\/photo\.example\/pages/);
  expect(characters - text.length).toBe(14 - 4 + 20 - 13);
  expect([parts, mostCharacters]).toEqual([3, 134]);
  expect(messageWordsFault(words, "refunded", ours)).toEqual({ fault: "long", characters, mostCharacters: 134 });
});

test("what stands in a placeholder is taken whole, as it is", () => {
  const values = { link: "https://a", school: "{link}$&", hotline: "1".repeat(40) };
  expect(messageTextOf({ zh: "{school} {hotline} {link}", en }, "zh", values)).toBe(
    `【毕业证照】{link}$& ${"1".repeat(40)} https://a`,
  );
});
