/** Tests of clothes against the background, and of bare shoulders. */
import { expect, test } from "vitest";
import { type PersonClass, personClass } from "../models/person-classes.ts";
import { portraitWithClasses } from "../testing/portrait-with-classes.ts";
import { findSpec, standardizeCached } from "../testing/shared-engine.ts";
import { drawPerson } from "../testing/synthetic-person.ts";
import { compliantLook } from "../testing/synthetic-person-look.ts";
import { mixOverWall, takePhoto } from "../testing/synthetic-person-photo.ts";
import { evenWall } from "../testing/synthetic-person-walls.ts";
import { sleeveless } from "./clothes.ts";

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

const withShoulders = (right: PersonClass, left: PersonClass) =>
  portraitWithClasses(({ u }) => (u < 0 ? right : left));

test("a raised hand, a turn or a tilt can bare one shoulder, so the covered one counts", async () => {
  const { bodySkin, clothes, background } = personClass;
  const [oneBare, bothBare, oneVisible, oneVisibleCovered] = [
    await withShoulders(bodySkin, clothes),
    await withShoulders(bodySkin, bodySkin),
    await withShoulders(bodySkin, background),
    await withShoulders(clothes, background),
  ];
  expect([oneBare, bothBare, oneVisible].map((person) => sleeveless.measure(person).value)).toEqual(
    [0.5, 1, 1],
  );
  const { headPose, frame } = oneBare;
  for (const pose of [
    { hands: [{ presence: 0.9, views: 1, box: { left: 0, top: 0, width: 9, height: 9 } }] },
    { headPose: { ...headPose, yawDeg: -30 } },
    { frame: { ...frame, rollDeg: 15 } },
  ]) {
    const values = [oneBare, bothBare, oneVisibleCovered].map(
      (person) => sleeveless.measure({ ...person, ...pose }).value,
    );
    expect(values).toEqual([0, 1, 0]);
    expect(sleeveless.measure({ ...oneVisible, ...pose })).toMatchObject({
      value: null,
      why: { en: "only one shoulder is visible" },
    });
  }
});
