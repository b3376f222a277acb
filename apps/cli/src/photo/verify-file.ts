/** `gradphoto verify`: a finished photo made by anyone, measured against a spec. */
import type { Bilingual, PhotoSpec } from "@gradphoto/domain/photo-standard";
import { type Verification, verifyPhoto } from "@gradphoto/engine";
import { loadEngine } from "@gradphoto/engine/decoder";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { readPhoto } from "./read-photo.ts";
import { countOf, leftToAPerson, summarize, toChange } from "./summary.ts";

export async function verifyFile(path: string, spec: PhotoSpec, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const source = await readPhoto(path);
  if (!source.ok) {
    terminal.note(source.problem);
    return exitCode.unreadable;
  }
  const verification = await verifyPhoto(source.bytes, spec, await loadEngine({ heic: true }));
  if (json) terminal.print(JSON.stringify(verification, null, 2));
  else {
    terminal.print(headline(verification)[terminal.language]);
    const measured = geometryLine(verification);
    if (measured) terminal.print(measured[terminal.language]);
    for (const block of summarize(verification.findings, terminal.language)) terminal.print(block);
  }
  if (verification.kind === "unreadable") return exitCode.unreadable;
  return verification.verdict === "refused" ? exitCode.refused : exitCode.made;
}

function headline({ kind, spec, findings }: Verification): Bilingual {
  if (kind === "unreadable") return { zh: "照片无法打开。", en: "The photo cannot be opened." };
  if (countOf(findings, "fail") > 0) {
    const { zh, en } = toChange(findings);
    return { zh: `不符合规格 ${spec}：${zh}。`, en: `It does not meet ${spec}: ${en}.` };
  }
  const left = leftToAPerson(findings);
  return left
    ? {
        zh: `未发现不符合 ${spec} 之处：${left.zh}。${onlyTheFile.zh}`,
        en: `Nothing against ${spec}: ${left.en}. ${onlyTheFile.en}`,
      }
    : { zh: `符合规格 ${spec}。${onlyTheFile.zh}`, en: `It meets ${spec}. ${onlyTheFile.en}` };
}

const onlyTheFile: Bilingual = {
  zh: "这里只量文件与版面；姿态、衣着、光线等要看原照片（gradphoto check 原照片）。",
  en: "Only file and layout are measured here; pose, clothes and light are judged on the original (gradphoto check).",
};

function geometryLine({ geometry }: Verification): Bilingual | null {
  if (!geometry) return null;
  const [hair, eyes, face, centre] = [
    geometry.hairTopPx,
    geometry.eyeLinePx,
    geometry.faceWidthPx,
    geometry.faceCentreXPx,
  ].map((px) => px.toFixed(0));
  return {
    zh: `头顶距上边 ${hair}，眼睛距上边 ${eyes}，脸宽 ${face}，脸部中线 x = ${centre}（像素）`,
    en: `Hair top ${hair}, eye line ${eyes}, face width ${face}, face centre x = ${centre} (px)`,
  };
}
