/** Tests of findings whose default text would be misleading. */
import { adviceOf, type Finding, reportVerdict } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Engine } from "../standardize.ts";
import { stampDensity } from "../steps/encode.ts";
import {
  findSpec,
  readPortrait,
  sharedEngine,
  standardizeCached,
} from "../testing/shared-engine.ts";
import { verifyPhoto } from "../verify.ts";
import { fileSize } from "./finished-file.ts";

const spec = findSpec("chsi-blue");
const portrait = readPortrait();
let engine: Engine;
beforeAll(async () => {
  engine = await sharedEngine();
});

function finding(findings: readonly Finding[], id: string): Finding {
  const match = findings.find((candidate) => candidate.id === id);
  if (!match) throw new Error(`no finding ${id}`);
  return match;
}

const finished = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#64c5ff" } });
const verified = async (bytes: Uint8Array) => (await verifyPhoto(bytes, spec, engine)).findings;

test("a file in another format lists every differing fact with the expected value", async () => {
  const wrongFormat = await finished(500, 640)
    .withExif({ IFD0: { Software: "an editor" } })
    .jpeg({ progressive: true })
    .toBuffer();
  const { verdict, value, message } = finding(await verified(wrongFormat), "pixels");
  expect({ verdict, value }).toEqual({ verdict: "fail", value: 3 });
  expect(message.en).toMatch(/500 px wide, not 480.*progressive.*EXIF/);
  expect(message.en).not.toMatch(/high|ICC|channels/);
  expect(message.zh).toMatch(/宽 500 像素，应为 480.*渐进式.*EXIF/);
});

test("a greyscale file reports its number of colour channels", async () => {
  const grey = await finished(480, 640).toColourspace("b-w").jpeg().toBuffer();
  expect(finding(await verified(grey), "pixels").message.en).toContain("1 colour channels, not 3");
});

test("advises making a finished file again, never retaking the photo", async () => {
  const white = await finished(480, 640).jpeg().toBuffer();
  for (const { id, advice } of await verified(white)) {
    expect(advice.zh, id).toContain("重新制作");
    expect(advice.zh + advice.en, id).not.toMatch(/再拍|take it again/);
  }
});

test("judges the eye line of a finished file even if other positions are wrong too", async () => {
  const larger = await sharp(portrait).resize(480, 640, { fit: "cover" }).jpeg().toBuffer();
  const findings = await verified(larger);
  for (const id of ["hair-top", "eye-line", "face-width"])
    expect(finding(findings, id).verdict, id).not.toBe("unsure");
});

test("advises a sharper photo for a file that is too small, but not for one that is too large", () => {
  const jpeg = {
    width: 0,
    height: 0,
    baseline: true,
    dpi: 300,
    quality: 90,
    components: 3,
    hasExif: false,
    hasIcc: false,
  };
  const raster = { width: 1, height: 1, data: new Uint8Array(3) };
  const adviceAt = (kilobytes: number) => {
    const file = new Uint8Array(kilobytes * 1024);
    return fileSize.measure({ spec, file, jpeg, decoded: raster, measured: null, cut: null })
      .advice;
  };
  expect(adviceAt(50)?.en).toMatch(/smaller/);
  expect(adviceAt(10)).toBeUndefined();
  expect(adviceOf("file-size", "fail").en).toMatch(/sharper/);
});

test("refused headwear refers to customer service; a headwear warning allows submission", () => {
  expect(adviceOf("headwear", "fail").zh).toMatch(/联系客服/);
  expect(adviceOf("headwear", "fail").zh).not.toMatch(/提交/);
  expect(adviceOf("headwear", "warn").zh).toMatch(/可以提交/);
});

test("a photo without camera data is not judged as a selfie, and that does not affect the verdict", async () => {
  const { report } = await standardizeCached(portrait, spec);
  const selfie = finding(report.findings, "selfie");
  expect(selfie).toMatchObject({ verdict: "unsure", value: null, unstated: true });
  expect(reportVerdict(report.findings)).toBe(
    reportVerdict(report.findings.filter(({ id }) => id !== "selfie")),
  );
});

test("reports the pixels of a small photo in tens of thousands", async () => {
  const { report } = await standardizeCached(await finished(600, 500).jpeg().toBuffer(), spec);
  expect(finding(report.findings, "too-many-pixels").message.zh).toBe(
    "照片共 30 万像素（上限 5000 万）。",
  );
});

test("a correct file passes and reports its size", async () => {
  const fine = stampDensity(await finished(480, 640).jpeg().toBuffer(), spec.dpi);
  const { verdict, message } = finding(await verified(fine), "pixels");
  expect(verdict).toBe("pass");
  expect(message.en).toContain("480×640 px");
});

test("reports a missing density as missing instead of 0 dpi, and a wrong density with its value", async () => {
  const jpeg = await finished(480, 640).jpeg().toBuffer();
  const unit = jpeg.indexOf("JFIF\0") + 7;
  const unstated = Uint8Array.from(jpeg);
  unstated[unit] = 0;
  const none = finding(await verified(unstated), "density");
  expect(none.verdict).toBe("fail");
  expect(none.message.en).toBe("The file states no resolution; it should be 300 dpi.");
  expect(none.message.zh).toContain("没有注明分辨率");
  expect(finding(await verified(stampDensity(jpeg, 72)), "density").message.en).toContain("72 dpi");
});

test("asks only to rotate a sideways photo, and to hold a tilted head upright", async () => {
  const turned = async (degrees: number): Promise<readonly Finding[]> => {
    const bytes = await sharp(portrait)
      .rotate(degrees, { background: "#ffffff" })
      .jpeg()
      .toBuffer();
    return (await standardizeCached(bytes, spec)).report.findings;
  };
  const [onItsSide, slanted] = [await turned(90), await turned(15)];
  const [side, tilted] = [finding(onItsSide, "head-tilt"), finding(slanted, "head-tilt")];
  expect([side.verdict, tilted.verdict]).toEqual(["fail", "fail"]);
  expect(onItsSide.filter(({ verdict }) => verdict === "fail" || verdict === "warn")).toEqual([
    side,
  ]);
  expect(side.title.zh).toBe("照片横着或倒着");
  expect(side.advice.en).toMatch(/^Rotate the photo/);
  expect(side.advice.zh).toContain("旋转");
  expect(tilted.title.zh).toBe("头部歪斜");
  expect(tilted.advice.en).not.toContain("Rotate");
  const explained = onItsSide.filter(({ explainedBy }) => explainedBy !== undefined);
  expect(explained.length).toBeGreaterThan(0);
  for (const { id, explainedBy, message, advice } of explained) {
    expect(explainedBy, id).toBe("head-tilt");
    expect(message.en, id).toContain(`“${side.title.en}” comes first`);
    expect(advice.en, id).toBe("The next photo will be checked for it");
  }
});

test("a photo without a face has advice about turning it upright", async () => {
  const noFace = finding(
    (await standardizeCached(await finished(600, 800).jpeg().toBuffer(), spec)).report.findings,
    "no-face",
  );
  expect(noFace.verdict).toBe("fail");
  expect(noFace.advice.en).toContain("upside down");
});

test("a flat or transparent picture fails only for the missing face, not for missing colour", async () => {
  for (const alpha of [0, 1]) {
    const background = { r: 128, g: 128, b: 128, alpha };
    const flat = await sharp({ create: { width: 600, height: 800, channels: 4, background } })
      .png()
      .toBuffer();
    const { findings } = (await standardizeCached(flat, spec)).report;
    expect(findings.filter(({ verdict }) => verdict === "fail").map(({ id }) => id)).toEqual([
      "no-face",
    ]);
    expect(finding(findings, "grayscale").message.en).toContain("No face found");
  }
});

test("a black-and-white portrait fails for missing colour", async () => {
  const grey = await sharp(portrait).greyscale().jpeg().toBuffer();
  expect(finding((await standardizeCached(grey, spec)).report.findings, "grayscale").verdict).toBe(
    "fail",
  );
});

test("advice for too few pixels does not contradict the advice to step back", () => {
  expect(adviceOf("framing-tight", "fail").en).toMatch(/step back/i);
  expect(adviceOf("low-resolution", "fail").en).not.toMatch(/closer|back/i);
  expect(adviceOf("low-resolution", "fail").zh).not.toMatch(/走近|退后/);
});
