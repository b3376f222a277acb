/** Tests of findings whose default text would be misleading. */
import { adviceOf, type Finding, reportVerdict } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { Engine } from "../standardize.ts";
import { stampDensity } from "../steps/encode.ts";
import { outcomeOf, readPortrait, sharedEngine, specNamed } from "../testing/shared-engine.ts";
import { verifyPhoto } from "../verify.ts";
import { fileSize } from "./file-size.ts";

const spec = specNamed("chsi-blue");
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

test("a file of another format is told every fact that differs, and what it should be", async () => {
  const other = await finished(500, 640)
    .withExif({ IFD0: { Software: "an editor" } })
    .jpeg({ progressive: true })
    .toBuffer();
  const { verdict, value, message } = finding(await verified(other), "pixels");
  expect({ verdict, value }).toEqual({ verdict: "fail", value: 3 });
  expect(message.en).toMatch(/500 px wide, not 480.*progressive.*EXIF/);
  expect(message.en).not.toMatch(/high|ICC|channels/);
  expect(message.zh).toMatch(/宽 500 像素，应为 480.*渐进式.*EXIF/);
});

test("a grey file is told its colour channels", async () => {
  const grey = await finished(480, 640).toColourspace("b-w").jpeg().toBuffer();
  expect(finding(await verified(grey), "pixels").message.en).toContain("1 colour channels, not 3");
});

test("a finished file is advised to be made again, never to be taken again", async () => {
  const white = await finished(480, 640).jpeg().toBuffer();
  for (const { id, advice } of await verified(white)) {
    expect(advice.zh, id).toContain("重新制作");
    expect(advice.zh + advice.en, id).not.toMatch(/再拍|take it again/);
  }
});

test("a finished file whose eyes lie wrong is told so, whatever else lies wrong", async () => {
  const larger = await sharp(portrait).resize(480, 640, { fit: "cover" }).jpeg().toBuffer();
  const findings = await verified(larger);
  for (const id of ["hair-top", "eye-line", "face-width"]) expect(finding(findings, id).verdict, id).not.toBe("unsure");
});

test("a file too large is not told to be sharper, one too small is", () => {
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
    return fileSize.measure({ spec, file, jpeg, decoded: raster, measured: null, cut: null }).advice;
  };
  expect(adviceAt(50)?.en).toMatch(/smaller/);
  expect(adviceAt(10)).toBeUndefined();
  expect(adviceOf("file-size", "fail").en).toMatch(/sharper/);
});

test("headwear that is refused leads to customer service, one that is let through to a reviewer", () => {
  expect(adviceOf("headwear", "fail").zh).toMatch(/联系客服/);
  expect(adviceOf("headwear", "fail").zh).not.toMatch(/提交/);
  expect(adviceOf("headwear", "warn").zh).toMatch(/可以提交/);
});

test("a photo whose file names no camera is not judged a selfie or none, and nothing hangs on it", async () => {
  const { report } = await outcomeOf(portrait, spec);
  const selfie = finding(report.findings, "selfie");
  expect(selfie).toMatchObject({ verdict: "unsure", value: null, unstated: true });
  expect(reportVerdict(report.findings)).toBe(reportVerdict(report.findings.filter(({ id }) => id !== "selfie")));
});

test("a small photo is told its pixels in tens of thousands", async () => {
  const { report } = await outcomeOf(await finished(600, 500).jpeg().toBuffer(), spec);
  expect(finding(report.findings, "too-many-pixels").message.zh).toBe("照片共 30 万像素（上限 5000 万）。");
});

test("a file as asked for is told so", async () => {
  const fine = stampDensity(await finished(480, 640).jpeg().toBuffer(), spec.dpi);
  const { verdict, message } = finding(await verified(fine), "pixels");
  expect(verdict).toBe("pass");
  expect(message.en).toContain("480×640 px");
});

test("a file without a density is not called 0 dpi, one with another density is told it", async () => {
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

test("a photo on its side is to be turned, a tilted head to be held upright", async () => {
  const turned = async (degrees: number): Promise<Finding> => {
    const bytes = await sharp(portrait).rotate(degrees, { background: "#ffffff" }).jpeg().toBuffer();
    return finding((await outcomeOf(bytes, spec)).report.findings, "head-tilt");
  };
  const [side, tilted] = [await turned(90), await turned(15)];
  expect([side.verdict, tilted.verdict]).toEqual(["fail", "fail"]);
  expect(side.advice.en).toContain("turn it upright");
  expect(side.advice.zh).toContain("转正");
  expect(tilted.advice.en).not.toContain("turn it upright");
});

test("a photo without a face names turning it as a way out", async () => {
  const noFace = finding(
    (await outcomeOf(await finished(600, 800).jpeg().toBuffer(), spec)).report.findings,
    "no-face",
  );
  expect(noFace.verdict).toBe("fail");
  expect(noFace.advice.en).toContain("upside down");
});

test("one flat colour or nothing but transparency is told it has no face, not that it has no colour", async () => {
  for (const alpha of [0, 1]) {
    const background = { r: 128, g: 128, b: 128, alpha };
    const flat = await sharp({ create: { width: 600, height: 800, channels: 4, background } })
      .png()
      .toBuffer();
    const { findings } = (await outcomeOf(flat, spec)).report;
    expect(findings.filter(({ verdict }) => verdict === "fail").map(({ id }) => id)).toEqual(["no-face"]);
    expect(finding(findings, "grayscale").message.en).toContain("No face found");
  }
});

test("a black-and-white portrait is still told that it has no colour", async () => {
  const grey = await sharp(portrait).greyscale().jpeg().toBuffer();
  expect(finding((await outcomeOf(grey, spec)).report.findings, "grayscale").verdict).toBe("fail");
});

test("too few pixels and too close do not send a person to and fro", () => {
  expect(adviceOf("framing-tight", "fail").en).toMatch(/step back/i);
  expect(adviceOf("low-resolution", "fail").en).not.toMatch(/closer|back/i);
  expect(adviceOf("low-resolution", "fail").zh).not.toMatch(/走近|退后/);
});
