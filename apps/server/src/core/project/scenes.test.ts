import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readScene, sceneOf } from "./present-project.ts";

test("a scene decodes to its project or school and fits WeChat's alphabet and length of 32", () => {
  const scenes = [{ schoolCode: "10559" }, ...Array.from({ length: 100 }, () => ({ projectId: randomUUID() }))];
  for (const scene of scenes) {
    const text = sceneOf(scene);
    expect(text).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/);
    expect(readScene(text)).toEqual(scene);
  }
});

test.each(["", "s=1055", "s=105590", "p=", "p=AAAAAAAAAAAAAAAAAAAAAB", `p=${"A".repeat(23)}`, "x=10559", "s=10559 "])(
  "%j is not a valid scene",
  (text) => {
    expect(readScene(text)).toBeNull();
  },
);
