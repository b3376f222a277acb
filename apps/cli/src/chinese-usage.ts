/** Help and wrong usage in Chinese: the parser itself speaks English. */
import type { HelpConfiguration } from "commander";
import { displayWidth } from "./table.ts";

const titles: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
};

const placeholders = (text: string): string => text.replace("[options]", "[选项]").replace("[command]", "[命令]");

export const chineseHelp: HelpConfiguration = {
  displayWidth,
  styleTitle: (title) => titles[title] ?? title,
  styleUsage: placeholders,
  styleSubcommandTerm: placeholders,
  styleOptionDescription: (text) => text.replace("(choices: ", "(可选 ").replace(/([(\s])default: /, "$1默认 "),
};

const sentences: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^error: missing required argument '(.+)'/, "缺少参数 $1"],
  [/^error: option '(.+)' argument missing/, "选项 $1 后面缺少它的值"],
  [/^error: required option '(.+)' not specified/, "缺少选项 $1"],
  [/^error: unknown option '(.+)'/, "没有选项 $1"],
  [/^error: unknown command '(.+)'/, "没有命令 $1"],
  [
    /^error: too many arguments(?: for '(.+)')?\. Expected (\d+) arguments? but got (\d+)[.:]/,
    "参数太多：应为 $2 个，给了 $3 个",
  ],
  [/^error: option '(.+?)' argument '(.*)' is invalid\. ?/, "选项 $1 的值“$2”不可用。"],
  [/Allowed choices are (.+)\./, "可选：$1。"],
  [/\(Did you mean (?:one of )?(.+)\?\)/, "（是否想用 $1？）"],
];

/** What the parser says about wrong usage; a sentence of its that is not known here stays as it is. */
export const inChinese = (message: string): string =>
  sentences.reduce((said, [english, chinese]) => said.replace(english, chinese), message);
