/** The ZIP of one's data, as the browser saves it, and a look into it. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";
import type { Phone } from "./phone.ts";

const toldFile = z.object({ kind: z.string(), name: z.string(), sha256: z.string().nullable(), state: z.string() });
const takenData = routeDefinitions.exportMyData.answers.extend({ files: z.array(toldFile) });

/** Everything is in it, and each file is the one whose hash the data tell. */
export async function takeDataAlong({ page, see, tap }: Phone, collectionId: string): Promise<void> {
  const download = page.waitForEvent("download");
  await tap("take-along");
  assert.equal((await download).suggestedFilename(), "gradphoto-my-data.zip");
  await see("已交给浏览器保存，可在浏览器的“下载”里找到");
  const files = unzipSync(await readFile(await (await download).path()));
  const bytesOf = (name: string): Uint8Array => files[name] ?? assert.fail(`${name} is not in the ZIP`);
  const data = takenData.parse(JSON.parse(strFromU8(bytesOf("my-data.json"))));
  const [mine] = data.collections;
  assert.equal(mine?.collectionId, collectionId);
  assert.ok(mine.orders.some(({ state, counts }) => state === "paid" && counts));
  assert.ok(data.sessions.length > 0);
  for (const { name, sha256, state } of data.files) {
    assert.equal(state, "included", name);
    const found = createHash("sha256").update(bytesOf(name)).digest("hex");
    if (sha256 !== null) assert.equal(found, sha256, name);
  }
  const kinds = data.files.map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === "original").length, mine.attempts.length);
  assert.equal(kinds.filter((kind) => kind === "photo").length, 1);
  assert.equal(kinds.filter((kind) => kind === "receipt").length, 1);
  assert.match(strFromU8(bytesOf("README.txt")), /毕业证照 · 我的数据/);
}
