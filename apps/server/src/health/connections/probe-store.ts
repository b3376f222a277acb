/** Checks the object store: an object can be written, read back unchanged, and deleted. */
import { randomBytes, randomUUID } from "node:crypto";
import { type ObjectStore, ObjectStoreError } from "../../infra/object-store/object-store.ts";
import { createFault, type Finding, ok } from "./finding.ts";

export async function probeStore(
  store: Pick<ObjectStore, "put" | "get" | "delete" | "head">,
): Promise<Finding> {
  const key = `doctor/${randomUUID()}`;
  const bytes = randomBytes(1024);
  try {
    const back = await putAndTake(store, key, bytes);
    const isMissing = (await store.head(key)) === null;
    if (back !== null && bytes.equals(back) && isMissing)
      return ok("存、取、删都正常", "writing, reading and deleting work");
    return createFault(
      {
        zh: "存入的内容没有原样取回，或没有删掉",
        en: "the stored content came back changed, or was not deleted",
      },
      { zh: "检查桶的版本与生命周期规则", en: "look at the bucket's versions and rules" },
    );
  } catch (error) {
    if (!(error instanceof ObjectStoreError)) throw error;
    return createFault(
      { zh: "存储没有回答，或拒绝了我们", en: `the store does not serve us: ${error.message}` },
      {
        zh: "检查 GRADPHOTO_OBJECTS、GRADPHOTO_S3_KEY、GRADPHOTO_S3_REGION 与网络",
        en: "look at GRADPHOTO_OBJECTS, GRADPHOTO_S3_KEY, GRADPHOTO_S3_REGION and the network",
      },
    );
  }
}

/** Writes, reads and deletes a test object. Always deletes it, even after a failure. */
async function putAndTake(
  store: Pick<ObjectStore, "put" | "get" | "delete">,
  key: string,
  bytes: Uint8Array,
): Promise<Uint8Array | null> {
  try {
    await store.put(key, bytes);
    return await store.get(key);
  } finally {
    await store.delete(key);
  }
}
