/** End-to-end tests on a drawn person whose measures are known and who can break one rule at a time. */
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "./outcome.ts";
import { findSpec, standardizeCached } from "./testing/shared-engine.ts";
import { drawPerson, groundTruth } from "./testing/synthetic-person.ts";
import { compliantLook, type PersonLook } from "./testing/synthetic-person-look.ts";
import { mixOverWall, takePhoto } from "./testing/synthetic-person-photo.ts";
import { evenWall } from "./testing/synthetic-person-walls.ts";

const paleWall = evenWall({ r: 216, g: 214, b: 210 });
const blue = findSpec("chsi-blue");
let lawfulPhoto: Uint8Array;

beforeAll(async () => {
  lawfulPhoto = await photoOf({});
});

async function photoOf(change: Partial<PersonLook>): Promise<Uint8Array> {
  const person = await drawPerson({ ...compliantLook, ...change });
  return takePhoto(mixOverWall(person, await paleWall(person)));
}

const failing = ({ report }: Outcome): string[] =>
  report.findings.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);

describe("a correct portrait", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await standardizeCached(lawfulPhoto, blue);
  });

  test("becomes a photo without a warning", () => {
    expect(
      outcome.report.findings
        .filter(({ verdict, unstated }) => verdict !== "pass" && !unstated)
        .map(({ id }) => id),
    ).toEqual([]);
    expect(outcome.kind).toBe("made");
  });

  test("is inside every window of the spec", () => {
    const measured = outcome.report.geometry;
    if (!measured) throw new Error("nothing was measured");
    for (const key of ["hairTopPx", "eyeLinePx", "faceWidthPx", "faceCentreXPx"] as const) {
      const { min = 0, max = 0 } = blue.geometry[key];
      expect(measured[key], key).toBeGreaterThanOrEqual(min);
      expect(measured[key], key).toBeLessThanOrEqual(max);
    }
  });

  test("is measured where it was drawn: to 4 px across, 6 px at the eyes, and between strands and mass at the hair", () => {
    const measured = outcome.report.geometry;
    const crop = outcome.report.operations.find(({ op }) => op === "crop");
    const scaled = outcome.report.operations.find(({ op }) => op === "scale");
    if (!measured || crop?.op !== "crop" || scaled?.op !== "scale")
      throw new Error("no crop was recorded");
    const { factor } = scaled.params;
    const toOutputX = (x: number): number => (x - crop.params.leftPx) * factor;
    const toOutputY = (y: number): number => (y - crop.params.topPx) * factor;
    const near = (actual: number, drawn: number, withinPx: number, name: string): void => {
      expect(
        Math.abs(actual - drawn),
        `${name}: ${actual} measured, ${drawn} drawn`,
      ).toBeLessThanOrEqual(withinPx);
    };
    const { crownY, rightCheekX, leftCheekX, eyeLineY } = groundTruth;
    near(measured.faceCentreXPx, toOutputX((rightCheekX + leftCheekX) / 2), 4, "face centre");
    near(measured.faceWidthPx, (leftCheekX - rightCheekX) * factor, 4, "face width");
    near(measured.eyeLinePx, toOutputY(eyeLineY), 6, "eye line");
    // Reach of the drawn strands that enough columns share. Finer ones do not count as hair top.
    const strandsReachPx = 28;
    expect(measured.hairTopPx).toBeGreaterThanOrEqual(toOutputY(crownY) - strandsReachPx);
    expect(measured.hairTopPx).toBeLessThanOrEqual(toOutputY(crownY) + 8);
    near(measured.rollDeg, 0, 1.5, "tilt");
  });
});

test("the same look gives the same photo, byte for byte", async () => {
  expect(Buffer.compare(await photoOf({}), lawfulPhoto)).toBe(0);
});

describe("a portrait that breaks one rule", () => {
  test.each<[string, string, Partial<PersonLook>]>([
    ["a smile with teeth", "smile-teeth", { mouth: "smile" }],
    ["hair over the ears", "ears-hidden", { hair: "long" }],
    ["a blue shirt", "blue-clothes", { clothesColour: "#3565b4" }],
  ])("refuses %s for that reason only", async (_, id, change) => {
    expect(failing(await standardizeCached(await photoOf(change), blue))).toEqual([id]);
  });

  test.each<[string, string, Partial<PersonLook>]>([
    ["an open mouth", "mouth-open", { mouth: "open" }],
    ["closed eyes", "eyes-closed", { eyes: "closed" }],
  ])("only warns about %s, for which too few photos exist to refuse it", async (_, id, change) => {
    const outcome = await standardizeCached(await photoOf(change), blue);
    expect(failing(outcome)).toEqual([]);
    expect(outcome.report.findings.find((finding) => finding.id === id)?.verdict).toBe("warn");
  });

  test("refuses a head tilted by 14 degrees for that reason only, and measures the angle to 1.5 degrees", async () => {
    const outcome = await standardizeCached(await photoOf({ tiltDeg: 14 }), blue);
    expect(failing(outcome)).toEqual(["head-tilt"]);
    const tilt = outcome.report.findings.find(({ id }) => id === "head-tilt")?.value ?? 0;
    expect(Math.abs(tilt - 14)).toBeLessThanOrEqual(1.5);
  });

  test("refuses two people side by side for the number of faces", async () => {
    const { width, height } = await sharp(lawfulPhoto).metadata();
    const two = await sharp({
      create: { width: 2 * width, height, channels: 3, background: "#ffffff" },
    })
      .composite([
        { input: Buffer.from(lawfulPhoto), left: 0, top: 0 },
        { input: Buffer.from(lawfulPhoto), left: width, top: 0 },
      ])
      .jpeg()
      .toBuffer();
    expect(failing(await standardizeCached(two, blue))).toContain("face-count");
  });
});
