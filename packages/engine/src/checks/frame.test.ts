import sharp from "sharp";
import { expect, test } from "vitest";
import { findSpec, readPortrait, standardizeCached } from "../testing/shared-engine.ts";

const portrait = readPortrait();

async function findingsOf(photo: Uint8Array) {
  const { findings } = (await standardizeCached(photo, findSpec("chsi-blue"))).report;
  return (id: string) => findings.find((finding) => finding.id === id);
}

test("a portrait that reaches the lower edge is complete", async () => {
  const findingOf = await findingsOf(portrait);
  expect(findingOf("framing-tight")?.verdict).toBe("pass");
});

test("refuses a bust that would float, with the number of missing rows, and no second finding repeats it", async () => {
  const { width = 0, height = 0 } = await sharp(portrait).metadata();
  const short = await sharp(portrait)
    .extract({ left: 0, top: 0, width, height: Math.round(0.62 * height) })
    .png()
    .toBuffer();
  const findingOf = await findingsOf(short);
  const framing = findingOf("framing-tight");
  expect(framing?.verdict).toBe("fail");
  expect(framing?.message.en).toContain("ends too high");
  expect(findingOf("lower-edge")?.verdict).toBe("unsure");
});

test("leaves a shoulder cut off at the side to a reviewer, without refusing", async () => {
  const { width = 0, height = 0 } = await sharp(portrait).metadata();
  const narrow = await sharp(portrait)
    .extract({ left: Math.round(0.2 * width), top: 0, width: Math.round(0.6 * width), height })
    .png()
    .toBuffer();
  const findingOf = await findingsOf(narrow);
  expect(findingOf("framing-tight")?.verdict).toBe("warn");
});
