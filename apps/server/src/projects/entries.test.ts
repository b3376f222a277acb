import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { decodeQrText } from "../codes/decode-qr-text.ts";
import { isRefusal } from "../core/call.ts";
import { readScene, sceneOf } from "../core/project/present-project.ts";
import { accepted } from "../testing/calls.ts";
import { openProjectWorld } from "./testing/project-world.ts";

const { sandbox, handlers, admin, other, operator, create, params } = await openProjectWorld();
const { projectId } = await create();

const download = (of: "project" | "school", call = admin) =>
  handlers.downloadMiniProgramCode({ ...params(projectId), query: { of } }, call);

/** Decodes the URL in a QR code picture. */
async function scanned(bytes: Uint8Array): Promise<URL> {
  const { data, info } = await sharp(bytes)
    .flatten()
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const text = await decodeQrText({ width: info.width, height: info.height, data });
  return new URL(text ?? "", "wechat://app/");
}

test("the mini-program codes of a project and its school open the start page with their scenes", async () => {
  for (const [of, scene, name] of [
    ["project", { projectId }, /^小程序码-暨南大学-普通本科-\d{4}\.png$/],
    ["school", { schoolCode: "10559" }, /^小程序码-暨南大学\.png$/],
  ] as const) {
    const { bytes, mediaType, fileName } = accepted(await download(of));
    expect([mediaType, fileName]).toEqual(["image/png", expect.stringMatching(name)]);
    const { pathname, searchParams } = await scanned(bytes);
    expect(pathname).toBe("/entry/start/index");
    expect(readScene(searchParams.get("scene") ?? "")).toEqual(scene);
  }
});

test("the web links contain the same scenes", async () => {
  const { projectLink, schoolLink } = accepted(
    await handlers.readProjectEntries(params(projectId), operator),
  );
  const sceneIn = (link: string) => readScene(new URL(link).searchParams.get("scene") ?? "");
  expect(projectLink).toMatch(/^https:\/\/photo\.test\/entry\/start\/index\?scene=/);
  expect(sceneIn(projectLink)).toEqual({ projectId });
  expect(sceneIn(schoolLink)).toEqual({ schoolCode: "10559" });
});

test("refuses codes and links to another school", async () => {
  expect(await download("project", other)).toMatchObject({ refused: "not-found" });
  expect(await download("school", other)).toMatchObject({ refused: "not-found" });
  expect(await handlers.readProjectEntries(params(projectId), other)).toMatchObject({
    refused: "not-found",
  });
});

test.each(["quota-used-up", "busy", "server-error"])(
  "while WeChat answers %s, reports that codes are temporarily unavailable",
  async (kind) => {
    await sandbox.orderFault("wechat-code", kind);
    expect(await download("project")).toMatchObject({ refused: "wechat-unavailable" });
    expect(isRefusal(await download("project"))).toBe(false);
  },
);

test("a scene decodes to its project or school and fits WeChat's alphabet and length of 32", () => {
  const scenes = [
    { schoolCode: "10559" },
    ...Array.from({ length: 100 }, () => ({ projectId: randomUUID() })),
  ];
  for (const scene of scenes) {
    const text = sceneOf(scene);
    expect(text).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/);
    expect(readScene(text)).toEqual(scene);
  }
});

test.each([
  "",
  "s=1055",
  "s=105590",
  "p=",
  "p=AAAAAAAAAAAAAAAAAAAAAB",
  `p=${"A".repeat(23)}`,
  "x=10559",
  "s=10559 ",
])("%j is not a valid scene", (text) => {
  expect(readScene(text)).toBeNull();
});
