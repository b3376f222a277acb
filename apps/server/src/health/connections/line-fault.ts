/** Texts for the failures that all external systems have in common. */
import type { Bilingual } from "@gradphoto/domain";
import { createFinding, type Finding } from "./finding.ts";

const words = {
  unreachable: { zh: "没有回答", en: "does not answer" },
  unavailable: {
    zh: "没有回答，或回答无法读取",
    en: "does not answer, or its answer is unreadable",
  },
  busy: { zh: "正忙，请稍后再试", en: "is busy; please try again shortly" },
  unauthorized: { zh: "不接受我们的密钥", en: "does not accept our key" },
  "request-refused": { zh: "不接受我们的请求", en: "refuses our request" },
  "answer-unreadable": {
    zh: "回答的内容无法读取，对面可能不是它",
    en: "answers what cannot be read; it may be something else",
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type LineFault = keyof typeof words;

export const isLineFault = (text: string): text is LineFault => Object.keys(words).includes(text);

/** Returns the text of a failure. `key` and `url` are names of the settings. */
export function lineFault(
  name: Bilingual,
  text: LineFault,
  { key, url }: { readonly key: string; readonly url: string },
): Finding {
  const observation = { zh: `${name.zh}${words[text].zh}`, en: `${name.en} ${words[text].en}` };
  const looks = text === "unauthorized" ? key : url;
  return createFinding(text === "busy" ? "warning" : "fault", observation, {
    zh: `检查 ${looks}${text === "unauthorized" ? "" : " 与网络"}`,
    en: `look at ${looks}${text === "unauthorized" ? "" : " and the network"}`,
  });
}
