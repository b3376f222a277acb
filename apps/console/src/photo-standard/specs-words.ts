/** What the page of photo specs says. */
import { wordsOf } from "../lib/words.ts";

export const specsWords = wordsOf(
  {
    title: "照片规格",
    about: "尺寸、背景、几何与文件范围、各项检查的阈值。系统带有常用规格，也可以自己起草。",
    "view-one": "规格",
    "view-compared": "比较",
    "view-limits": "阈值试算",
    spec: "规格",
    with: "与之比较",
    onlyDiffering: "只看不同的项",
    checks: "检查阈值",
    check: "检查",
    quantity: "测量项",
    refuses: "通过条件，否则不通过",
    notes: "建议条件，否则提示审核员",
    tryLimit: "试算其他阈值",
    try: "试算",
    isOwn: (from: string) =>
      `自定义规格，基于“${from}”起草。数值不再改，要改就再起草一个；停用或恢复在“配置”里由两位运营管理员办理。`,
    toConfiguration: "去配置",
    retired: (name: string) => `${name}（已停用）`,
    shipped: "系统自带",
    own: "自定义规格",
    draft: "以此起草新规格",
    measured:
      "检查的准确率是用系统自带的规格测得的。自定义规格沿用来源规格的检查阈值；尺寸、背景或几何范围不同时，准确率没有另外测过。",
  },
  {
    title: "Photo specs",
    about:
      "Size, background, limits for geometry and file, limits of every check. Common specs are shipped, others can be drafted.",
    "view-one": "Spec",
    "view-compared": "Compare",
    "view-limits": "Try limits",
    spec: "Spec",
    with: "Compare with",
    onlyDiffering: "Only what differs",
    checks: "Limits of the checks",
    check: "Check",
    quantity: "What is measured",
    refuses: "Required (else refused)",
    notes: "Expected (else flagged)",
    tryLimit: "Try another limit",
    try: "Try",
    isOwn: (from) =>
      `A custom spec, drafted from “${from}”. Its numbers never change: draft another one instead. Two operators retire it, or offer it again, under Configuration.`,
    toConfiguration: "Configuration",
    retired: (name) => `${name} (retired)`,
    shipped: "Shipped",
    own: "Custom specs",
    draft: "Draft a new spec from this",
    measured:
      "How accurate the checks are was measured with the shipped specs. A custom spec keeps the limits of the one it came from; where its size, background or geometry differ, accuracy has not been measured again.",
  },
);
