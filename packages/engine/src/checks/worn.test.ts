/** Tests of jewellery where glasses or a mask are worn. */
import { limitsOf } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { personClass } from "../models/person-classes.ts";
import { portraitWithClasses } from "../testing/portrait-with-classes.ts";
import { findSpec } from "../testing/shared-engine.ts";
import { earrings } from "./worn.ts";

const { other, faceSkin } = personClass;
const mostJewellery = limitsOf("earrings", findSpec()).warn?.max ?? 0;

test("the temples of glasses are no earrings, but jewellery below them is", async () => {
  const glasses = await portraitWithClasses(({ v }) => (v > -0.2 && v < 0.5 ? other : faceSkin));
  const both = await portraitWithClasses(({ u, v }) => {
    const isLobe = Math.abs(u) > 0.9 && v < 1;
    return v > -0.2 && (v < 0.5 || isLobe) ? other : faceSkin;
  });
  expect(earrings.measure(glasses).value).toBeLessThan(mostJewellery);
  expect(earrings.measure(both).value).toBeGreaterThan(mostJewellery);
});

test("glasses on a turned face and a mask hide the place of earrings, and the finding says so", async () => {
  const glasses = await portraitWithClasses(({ v }) => (v > -0.2 && v < 0.5 ? other : faceSkin));
  const mask = await portraitWithClasses(({ v }) => (v > 0.6 ? other : faceSkin));
  const turned = { ...glasses, headPose: { ...glasses.headPose, yawDeg: 30 } };
  expect(earrings.measure(turned)).toMatchObject({
    value: null,
    why: { en: expect.stringContaining("glasses") },
  });
  expect(earrings.measure(mask)).toMatchObject({
    value: null,
    why: { en: expect.stringContaining("mask") },
  });
});
