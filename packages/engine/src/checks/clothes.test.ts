/** Tests of clothes against the background. White ones blend into a white background and contrast with a blue one. */
import { expect, test } from "vitest";
import { findSpec, standardizeCached } from "../testing/shared-engine.ts";
import { drawPerson } from "../testing/synthetic-person.ts";
import { compliantLook } from "../testing/synthetic-person-look.ts";
import { mixOverWall, takePhoto } from "../testing/synthetic-person-photo.ts";
import { evenWall } from "../testing/synthetic-person-walls.ts";

async function photoWith(clothesColour: string): Promise<Uint8Array> {
  const person = await drawPerson({ ...compliantLook, clothesColour });
  return takePhoto(mixOverWall(person, await evenWall({ r: 150, g: 150, b: 150 })(person)));
}

async function verdictOf(photo: Uint8Array, specId: string) {
  const { report } = await standardizeCached(photo, findSpec(specId));
  return report.findings.find(({ id }) => id === "low-contrast")?.verdict;
}

test("warns about white clothes for a white background, but not for a blue one", async () => {
  const white = await photoWith("#f8f8f8");
  expect(await verdictOf(white, "chsi-white")).toBe("warn");
  expect(await verdictOf(white, "chsi-blue")).toBe("pass");
  expect(await verdictOf(await photoWith("#803030"), "chsi-white")).toBe("pass");
});
