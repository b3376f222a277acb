/** Texts of the tab that tries another limit. */
import { wordsOf } from "../lib/words.ts";

export const limitsWords = wordsOf(
  {
    about:
      "在已存的检查报告上试算另一个阈值：看哪些照片会改变判定，以及它们的后续结果；由该规格派生的自定义规格一并计入。试算不保存；采用要另一位运营管理员确认。",
    check: "检查",
    spec: "规格",
    project: "项目（全部）",
    noProject: "没有这样的项目",
    moreProjects: "还有更多：输入学校名称、拼音或代码查找",
    unknownProject: "未知项目",
    days: "上传日期",
    "fail-min": "低于即不通过",
    "fail-max": "高于即不通过",
    "warn-min": "低于即提示审核员",
    "warn-max": "高于即提示审核员",
    present: (limit: string) => `现行 ${limit}`,
    try: "试算",
    back: "恢复现行阈值",
    "worse-above": "数值越大越差",
    "worse-below": "数值越小越差",
    "worse-both": "偏离范围即差",
    "fault-empty": "请至少填写一个阈值。",
    "fault-reversed": "下限高于上限，没有照片能通过。请对调或改小下限。",
    photos: "已测得数值的照片",
    unjudged: "未能判断",
    partly: "照片太多，只看了最近上传的部分。可缩短日期或选定项目。",
    verdict: "判定",
    before: "原判定",
    after: "试算判定",
    histogram: (name: string) => `${name}：照片数分布与阈值`,
    plain: "其他照片",
    refusedLater: "后来被审核员或学信网退回",
    "fail-line": (limit: string) => `不通过 ${limit}`,
    "warn-line": (limit: string) => `提示 ${limit}`,
    triedLine: (line: string) => `试算：${line}`,
    noPhotos: "这些条件下还没有照片。",
    counting: "正在试算…",
    judgedEarlier:
      "这就是现行阈值。下列照片的报告是按更早的阈值、或按项目自己的文件大小范围判定的，所以按现行阈值会改变。",
    gated: "此项检查拦下照片时，其余检查没有做：重新检查后才知道能否通过。",
    unchanged: "与现行阈值相同：没有照片会改变。改动上面的数字后试算。",
    noChange: "按此阈值，没有照片的判定会改变。",
    wouldBeRight: (photos: number, refused: number, accepted: number, unknown: number) =>
      `将不通过的 ${photos} 张中：后来被审核员或学信网退回 ${refused} 张（判断正确），已被接收或审核通过 ${accepted} 张（误判），尚无定论 ${unknown} 张。`,
    changed: "判定改变的照片",
    "unadoptable-rule": "可以试算，但不能在这里采用：这项阈值是固定的规则，不按误报率选定。",
    "unadoptable-spec": "可以试算，但不能在这里采用：这项阈值由照片规格给定。",
    "unadoptable-read-elsewhere":
      "可以试算，但不能在这里采用：其他检查也要用到这项数值，在已存的报告上试算会有偏差。",
    adopt: "采用此阈值…",
    adoptOf: (check: string) => `采用阈值：${check}`,
    adopted: "已提请另一位运营管理员确认",
    adoptWaits: "这项检查已有阈值在等待确认。",
    toConfiguration: "去配置",
    propose: "提请确认",
    now: "现在",
    proposed: "改为",
    why: "原因",
    whyHint: "写给确认的人。确认后只对此后制作的照片生效，已有的报告不变。",
    measuredText: (change: string, photos: number) => `${change} ${photos} 张`,
    resultText: (photos: number, changes: readonly string[]) =>
      photos === 0
        ? "试算时还没有测得数值的照片。"
        : `试算 ${photos} 张照片：${changes.length === 0 ? "没有照片的判定会改变" : changes.join("，")}。`,
  },
  {
    about:
      "Try another limit on the stored reports: which photos would be judged otherwise, and what became of them. Specs derived from the chosen one go by the same limits and count too. A try saves nothing; to adopt a limit, another operator has to confirm it.",
    check: "Check",
    spec: "Spec",
    project: "Project (all)",
    noProject: "No such project",
    moreProjects: "There are more: type the school's name, pinyin or code",
    unknownProject: "Unknown project",
    days: "Uploaded on",
    "fail-min": "Refuse below",
    "fail-max": "Refuse above",
    "warn-min": "Flag below",
    "warn-max": "Flag above",
    present: (limit) => `now ${limit}`,
    try: "Try it",
    back: "Back to the limit in force",
    "worse-above": "higher is worse",
    "worse-below": "lower is worse",
    "worse-both": "outside the window is worse",
    "fault-empty": "Please enter at least one limit.",
    "fault-reversed":
      "The lower limit is above the upper limit, so no photo could pass. Please swap them.",
    photos: "Photos with a value",
    unjudged: "Not judged",
    partly: "There are more photos: the latest were looked at. Choose fewer days or one project.",
    verdict: "Verdict",
    before: "Original verdict",
    after: "Trial verdict",
    histogram: (name) => `${name}: photos by value, with the limits`,
    plain: "Other photos",
    refusedLater: "Later not approved, or sent back by CHSI",
    "fail-line": (limit) => `refused ${limit}`,
    "warn-line": (limit) => `flagged ${limit}`,
    triedLine: (line) => `tried: ${line}`,
    noPhotos: "No photos under these conditions yet.",
    counting: "Counting…",
    judgedEarlier:
      "This is the limit in force. The photos below change because their reports were judged by an earlier limit, or by their project's own file size.",
    gated:
      "Where this check stopped a photo, the others did not run: only checking it again shows whether it passes.",
    unchanged:
      "The same as the limit in force: no photo changes. Change a number above and try it.",
    noChange: "By this limit no photo is judged otherwise.",
    wouldBeRight: (photos, refused, accepted, unknown) =>
      `Of the ${photos} that would be refused: later not approved or sent back (rightly) ${refused}, approved or accepted (wrongly) ${accepted}, undecided ${unknown}.`,
    changed: "Photos whose verdict changes",
    "unadoptable-rule":
      "You can try it, but not adopt it here: this limit is a fixed rule, not chosen by its rate of false alarms.",
    "unadoptable-spec":
      "You can try it, but not adopt it here: this limit is set by the photo spec.",
    "unadoptable-read-elsewhere":
      "You can try it, but not adopt it here: other checks also read this measurement, and a trial on stored reports is only roughly right.",
    adopt: "Adopt this limit…",
    adoptOf: (check) => `Adopt a limit: ${check}`,
    adopted: "Proposed; another operator has to confirm it",
    adoptWaits: "A limit of this check is waiting to be confirmed.",
    toConfiguration: "To the configuration",
    propose: "Propose",
    now: "Now",
    proposed: "Proposed",
    why: "Reason",
    whyHint:
      "For the person who confirms it. Once confirmed it holds for photos made from then on; existing reports stay as they are.",
    measuredText: (change, photos) => `${change}: ${photos}`,
    resultText: (photos, changes) =>
      photos === 0
        ? "There was no photo with a value to try it on yet."
        : `Tried on ${photos} photos. ${changes.length === 0 ? "None would be judged otherwise" : changes.join(", ")}.`,
  },
);
