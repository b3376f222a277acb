/** Tests of the checks on files that state the origin of their picture. */
import {
  type Finding,
  findPhotoSpec,
  type PhotoSpec,
  photoSpecs,
} from "@gradphoto/domain/photo-standard";
import { beforeAll, expect, test } from "vitest";
import { type Engine, standardize } from "../standardize.ts";
import { type Marks, markedFile, sourceTypeAddress } from "../testing/marked-files.ts";
import { sharedEngine } from "../testing/shared-engine.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
let engine: Engine;
beforeAll(async () => {
  engine = await sharedEngine();
});

async function findingOf(id: string, marks: Marks, judgedBy: PhotoSpec = spec): Promise<Finding> {
  const { report } = await standardize(await markedFile("jpeg", marks), judgedBy, engine);
  const match = report.findings.find((finding) => finding.id === id);
  if (!match) throw new Error(`no finding ${id}`);
  return match;
}

test("refuses an AI generation label, and names it in the report", async () => {
  const labelled = { xmp: { inside: '<TC260:AIGC>{"Label":"1"}</TC260:AIGC>' } };
  const { verdict, message, advice } = await findingOf("edited-or-generated", labelled);
  expect(verdict).toBe("fail");
  expect(message.zh).toContain("TC260:AIGC");
  expect(message.zh).toContain("AI 生成或修改的照片不能使用");
  expect(message.en).toContain("TC260:AIGC");
  expect(advice.zh).not.toContain("可以提交");
});

test("refuses an AI generation label even next to an editor's name", async () => {
  const digitalSourceType = sourceTypeAddress("compositeWithTrainedAlgorithmicMedia");
  const credentials = [{ action: "c2pa.edited", digitalSourceType }];
  const both = await findingOf("edited-or-generated", {
    exif: { Software: "Adobe Photoshop 26.0" },
    credentials,
  });
  expect(both).toMatchObject({ verdict: "fail", value: 1 });
});

test("warns about an editor and names it, without refusing", async () => {
  const edited = await findingOf("edited-or-generated", { exif: { Software: "Snapseed 2.21" } });
  const { verdict, title, message, advice } = edited;
  expect(verdict).toBe("warn");
  expect(title.en).toBe("Edited with software");
  expect(message.zh).toContain("Snapseed 2.21");
  expect(advice.zh).toContain("可以提交");
});

test("passes a photo signed by its camera, and reports the signature", async () => {
  const credentials = [
    { action: "c2pa.created", digitalSourceType: sourceTypeAddress("digitalCapture") },
  ];
  const { verdict, message } = await findingOf("edited-or-generated", { credentials });
  expect(verdict).toBe("pass");
  expect(message.en).toContain("C2PA");
});

test("passes a file without marks, and claims nothing more", async () => {
  const { verdict, value, message } = await findingOf("edited-or-generated", {});
  expect({ verdict, value }).toEqual({ verdict: "pass", value: 0 });
  expect(message.en).toBe(
    "No label of AI generation and no name of an editor was found in the file.",
  );
});

test("warns about a photo older than a year with its date, and treats a missing date as unstated", async () => {
  const old = await findingOf("capture-date", {
    exif: { DateTimeOriginal: "2021:06:01 12:00:00" },
  });
  expect(old.verdict).toBe("warn");
  expect(old.message.zh).toContain("2021-06-01");
  expect(await findingOf("capture-date", {})).toMatchObject({ verdict: "unsure", unstated: true });
});

test("a date limit in the spec replaces the default limit, in the verdict and in the message", async () => {
  const taken = (days: number) => {
    const on = new Date(Date.now() - days * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .replaceAll("-", ":");
    return { exif: { DateTimeOriginal: `${on} 12:00:00` } };
  };
  const halfAYear = { ...spec, limits: { "capture-date": { warn: { max: 180 } } } };
  const old = await findingOf("capture-date", taken(200), halfAYear);
  expect(old.verdict).toBe("warn");
  expect(old.message.zh).toContain("须在 180 天内拍摄");
  expect(old.message.en).toContain("within 180 days");
  expect((await findingOf("capture-date", taken(200))).verdict).toBe("pass");
  expect((await findingOf("capture-date", taken(200))).message.zh).toContain("须在一年内拍摄");
});

test("refuses a front camera's lens, and treats a rear camera's lens as unstated", async () => {
  const front = { LensModel: "iPhone 15 front TrueDepth camera 2.69mm f/1.9" };
  expect(await findingOf("selfie", { exif: front })).toMatchObject({ verdict: "fail", value: 1 });
  const rear = { LensModel: "iPhone 15 back dual wide camera 5.96mm f/1.6" };
  expect(await findingOf("selfie", { exif: rear })).toMatchObject({
    verdict: "unsure",
    unstated: true,
  });
});
