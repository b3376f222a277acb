/** Texts of the registry's identity check. */
import { wordsOf } from "../../words/words.ts";

export const identityWords = wordsOf(
  {
    title: "身份核验",
    evidence: "身份材料",
    evidenceAbout:
      "三项都交最好。文件会以“学号-姓名-材料名”命名，由学校取走、交给学信网人工核验。材料与您的照片一起删除。",
    consentFirst: "请先勾选同意，再提交。",
    consented: (time: string) =>
      `${time} 同意提交身份材料，可在“我的数据”中撤回：我们这里的立即删除，学校已取走的请联系学校。`,
    give: "拍照或选择",
    retry: "更换",
    submittedAt: (time: string) => `${time} 已提交`,
    taken: (time: string) => `学校已于 ${time} 取走材料，等待学信网核验，结果会通知您。`,
    waiting: (input: number, all: number) =>
      input < all
        ? `已提交 ${input} 项（共 ${all} 项），等学校取走；其余的还可以继续提交。如急用，请联系学校学籍部门。`
        : "材料已提交，等学校取走。如急用，请联系学校学籍部门。",
    sending: (percent: number) => `正在上传 ${percent}%`,
    sent: "已传完，正在保存，请稍候…",
    saved: (what: string) => `已收到：${what}。`,
    tooLarge: "照片超过 10 MB，请换一张小一些的。",
    retake: "重拍照片",
  },
  {
    title: "Identity check",
    evidence: "Evidence",
    evidenceAbout:
      "All three are best. The files are named by student number, name and kind; your school takes them to CHSI, where a person looks. They are deleted with your photos.",
    consentFirst: "Please tick the box first.",
    consented: (time) =>
      `You agreed ${time}. Taking it back under “My data” deletes what we hold at once; for what your school took please ask your school.`,
    give: "Take or choose",
    retry: "Replace",
    submittedAt: (time) => `Submitted ${time}`,
    taken: (time) =>
      `Your school took the evidence ${time}. CHSI is checking it; you will be notified.`,
    waiting: (input, all) =>
      input < all
        ? `${input} of ${all} in, waiting for your school; you can still add the rest. If it is urgent, please contact its registrar.`
        : "The evidence is in and waits for your school. If it is urgent, please contact its registrar.",
    sending: (percent) => `Uploading ${percent}%`,
    sent: "Uploaded; saving it, please wait…",
    saved: (what) => `Received: ${what}.`,
    tooLarge: "The photo is larger than 10 MB. Please choose a smaller one.",
    retake: "Retake the photo",
  },
);
