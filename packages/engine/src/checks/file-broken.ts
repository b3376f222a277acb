/** Completeness of the file. */
import type { Bilingual } from "@gradphoto/domain/photo-standard";
import { fileCheck } from "./check.ts";

export const fileBroken = fileCheck({
  id: "file-broken",
  measure: ({ problem }) => {
    if (problem?.code === "file-empty") return { value: 1, message: empty };
    if (problem?.code === "too-costly") return { value: 1, message: tooCostly };
    return problem?.code === "file-broken" ? { value: 1, message: damaged } : { value: 0, message: complete };
  },
});

const empty: Bilingual = { zh: "文件是空的，里面没有照片。", en: "The file is empty; there is no photo in it." };
const damaged: Bilingual = {
  zh: "文件不完整或已损坏，无法打开。",
  en: "The file is incomplete or damaged and cannot be opened.",
};
const tooCostly: Bilingual = {
  zh: "打开这个文件所需的时间或内存远超一般照片，未能读取。",
  en: "Opening this file takes far more time or memory than a photo does; it was not read.",
};
const complete: Bilingual = { zh: "文件完整。", en: "The file is complete." };
