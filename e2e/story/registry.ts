/** Chapter five: uploaded to the registry, 采集完成, and the finished photo measured by a program of its own. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { take } from "../people/client.ts";
import { waitUntil } from "../people/wait-until.ts";
import { root } from "../product/start-product.ts";
import type { Identified, Setting } from "./identity.ts";
import type { Tell } from "./tell.ts";

export interface Ending {
  readonly state: string;
  readonly photoVerified: boolean;
}

export async function complete(
  tell: Tell,
  { url }: Setting,
  { student, collectionId }: Identified,
  attemptId: string,
): Promise<Ending> {
  const { call, token } = { call: student.client.call, token: student.client.token() };
  const params = { collectionId };
  const done = await tell(
    "上网 → 采集完成 / uploaded to the registry, completed",
    () =>
      waitUntil(
        "The registry's answer",
        () => take(call("readCollection", { params })),
        ({ state }) => state === "completed",
      ),
    ({ label, history }) => `${label.zh}，${history.length} 步`,
  );
  const photo = await tell(
    "下载标准照 / the finished photo downloaded",
    async () => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/v1/collections/${collectionId}/attempts/${attemptId}/photo`, { headers });
      assert.equal(answer.status, 200);
      return new Uint8Array(await answer.arrayBuffer());
    },
    (bytes) => `${bytes.length} bytes`,
  );
  const photoVerified = await tell(
    "gradphoto verify / measured as if made by a stranger",
    async () => verify(photo),
    (whole) => (whole ? "every number inside chsi-blue" : "outside the spec"),
  );
  return { state: done.state, photoVerified };
}

function verify(photo: Uint8Array): boolean {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-story-"));
  const file = join(folder, "photo.jpg");
  writeFileSync(file, photo);
  const program = join(root, "apps", "cli", "src", "main.ts");
  const { status } = spawnSync(process.execPath, [program, "verify", file, "--spec", "chsi-blue"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  rmSync(folder, { recursive: true });
  return status === 0;
}
