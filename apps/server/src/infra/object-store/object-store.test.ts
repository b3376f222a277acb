import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { AwsV4Signer } from "aws4fetch";
import { afterAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../testing/resources.ts";
import { encrypted } from "./encrypted.ts";
import { createLocalDisk } from "./local-disk.ts";
import { ObjectChangedError, type ObjectStore, ObjectStoreError } from "./object-store.ts";
import { createS3 } from "./s3.ts";

const secret = { accessKeyId: "key-of-a-test", secretAccessKey: "secret-of-a-test" };
const region = "us-east-1";

/**
 * Opens an in-memory bucket that verifies the signature of every request with aws4fetch, the client's own library. With
 * `isAfterIn`, lists include the start-after key itself, as in some stores.
 */
async function openBucket({ isAfterIn = false } = {}) {
  const stored = new Map<string, Buffer>();
  let failures = 0;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const url = `http://${request.headers.host}${request.url}`;
    const {
      authorization,
      "x-amz-date": datetime,
      "x-amz-content-sha256": contentSha256,
    } = request.headers;
    const isTrue =
      (body.length === 0 && contentSha256 === "UNSIGNED-PAYLOAD") ||
      contentSha256 === createHash("sha256").update(body).digest("hex");
    const signer = new AwsV4Signer({
      ...secret,
      url,
      method: request.method ?? "",
      service: "s3",
      region,
      headers: {
        "x-amz-content-sha256": String(contentSha256),
        ...(body.length > 0 && { "content-type": "application/octet-stream" }),
      },
      ...(typeof datetime === "string" && { datetime }),
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    if (!isTrue || (await signer.authHeader()) !== authorization)
      return response.writeHead(403).end();
    if (failures-- > 0) return response.writeHead(503).end();
    const object = stored.get(request.url ?? "");
    const { pathname, searchParams } = new URL(url);
    if (searchParams.get("list-type") === "2") {
      const [begin, after] = [
        searchParams.get("prefix") ?? "",
        searchParams.get("start-after") ?? "",
      ];
      const keys = [...stored.keys()].map((key) => key.slice(pathname.length + 1)).sort();
      const page = keys
        .filter((key) => key.startsWith(begin) && (key > after || (isAfterIn && key === after)))
        .slice(0, 2);
      return response
        .writeHead(200)
        .end(
          `<List>${page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("")}</List>`,
        );
    }
    if (request.method === "PUT") stored.set(request.url ?? "", body);
    else if (request.method === "DELETE") stored.delete(request.url ?? "");
    else if (!object) return response.writeHead(404).end();
    else
      return response
        .writeHead(200, { "content-length": object.length })
        .end(request.method === "GET" ? object : "");
    response.writeHead(200).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => void server.close());
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  return {
    bucketUrl: `http://127.0.0.1:${address.port}/photos`,
    stored,
    fail: (times: number): void => {
      failures = times;
    },
  };
}

const bucket = await openBucket();
const early = await openBucket({ isAfterIn: true });
const folder = temporaryFolder("objects");
const key = (id: string) => ({ id, key: randomBytes(32) });
const k1 = key("k1");

const stores: readonly (readonly [string, ObjectStore])[] = [
  ["a folder", createLocalDisk(join(folder, "plain"))],
  ["a bucket", createS3({ ...bucket, region, timeoutMs: 20_000 }, secret)],
  ["a bucket whose lists begin early", createS3({ ...early, region, timeoutMs: 20_000 }, secret)],
  [
    "a folder with encryption",
    encrypted(createLocalDisk(join(folder, "sealed")), [k1], randomBytes),
  ],
];

describe.each(stores)("%s", (_, store) => {
  const bytes = randomBytes(70_000);

  test("stores bytes under a key until they are deleted", async () => {
    expect(await store.get("originals/a-1")).toBeNull();
    expect(await store.head("originals/a-1")).toBeNull();
    await store.put("originals/a-1", bytes);
    expect(Buffer.from((await store.get("originals/a-1")) ?? []).equals(bytes)).toBe(true);
    expect((await store.head("originals/a-1"))?.bytes).toBeGreaterThanOrEqual(bytes.length);
    await store.put("originals/a-1", bytes.subarray(0, 10));
    expect((await store.get("originals/a-1"))?.length).toBe(10);
    await store.delete("originals/a-1");
    await store.delete("originals/a-1");
    expect(await store.get("originals/a-1")).toBeNull();
  });

  test("lists the keys of a folder in order across pages, without those of other folders", async () => {
    const keys = [
      "heads/2027-01-01/b",
      "heads/2027-01-01/a",
      "heads/2027-01-02/a",
      "heads/last",
      "headsmen/a",
    ];
    for (const key of keys) await store.put(key, Buffer.from("x"));
    const listed: string[] = [];
    for await (const key of store.list("heads/")) listed.push(key);
    expect(listed).toEqual([
      "heads/2027-01-01/a",
      "heads/2027-01-01/b",
      "heads/2027-01-02/a",
      "heads/last",
    ]);
    for await (const key of store.list("nothing/")) expect(key).toBe("");
  });

  test.each([
    "../etc/passwd",
    "/etc/passwd",
    "a/../../b",
    "A",
    "",
    "a//b",
    "a/b\0",
    "a/.part",
    "x".repeat(100),
  ])("refuses the key %j", async (bad) => {
    await expect(store.put(bad, bytes)).rejects.toThrow("object key");
    await expect(store.get(bad)).rejects.toThrow("object key");
    await expect(store.delete(bad)).rejects.toThrow("object key");
  });
});

test("an unusable disk folder is reported as an unavailable store, which works again once the folder is back", async () => {
  const folder = join(temporaryFolder("away"), "objects");
  const store = createLocalDisk(folder);
  writeFileSync(folder, "what a mount that is gone leaves");
  await expect(store.put("originals/1", Buffer.from("one"))).rejects.toBeInstanceOf(
    ObjectStoreError,
  );
  // The readiness probe sends this request.
  await expect(store.head("originals/1")).rejects.toBeInstanceOf(ObjectStoreError);
  rmSync(folder);
  await store.put("originals/1", Buffer.from("one"));
  expect(await store.get("originals/1")).toEqual(Buffer.from("one"));
});

test("the disk store syncs the file before renaming it and the folder before answering, and leaves no partial file", async () => {
  const calls: string[] = [];
  const place = join(folder, "ordered");
  const store = createLocalDisk(place, {
    mkdir,
    open: async (path, flags, mode) => {
      const handle = await open(path, flags, mode);
      const what = String(path).endsWith(".part")
        ? "file"
        : String(path).endsWith("/b")
          ? "folder"
          : "above";
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        calls.push(`sync ${what}`);
        return sync();
      };
      return handle;
    },
    rename: async (from, to) => {
      calls.push("rename");
      if (String(to).endsWith("fails")) throw new Error("the disk is full");
      return rename(from, to);
    },
  });
  await store.put("b/c", Buffer.from("x"));
  expect(calls.filter((call) => call !== "sync above")).toEqual([
    "sync file",
    "rename",
    "sync folder",
  ]);
  expect(calls.indexOf("sync above")).toBeLessThan(calls.indexOf("sync file"));
  await expect(store.put("b/fails", Buffer.from("x"))).rejects.toThrow("the disk is full");
  expect(readdirSync(join(place, "b"))).toEqual(["c"]);
  writeFileSync(join(place, "b/killed.part"), "half a face");
  await store.delete("b/killed");
  expect(readdirSync(join(place, "b"))).toEqual(["c"]);
});

describe("encryption", () => {
  const disk = createLocalDisk(join(folder, "at-rest"));
  const bytes = Buffer.from("a face".repeat(100));
  const file = join(folder, "at-rest/originals/a");

  test("an encrypted object is unreadable on the disk and can be opened with an older key of the ring", async () => {
    await encrypted(disk, [k1], randomBytes).put("originals/a", bytes);
    expect(readFileSync(file).includes("a face")).toBe(false);
    const renewed = encrypted(disk, [key("k2"), k1], randomBytes);
    expect(Buffer.from((await renewed.get("originals/a")) ?? [])).toEqual(bytes);
  });

  test("an encrypted object does not open when it was changed or moved, or when its key is missing", async () => {
    const store = encrypted(disk, [k1], randomBytes);
    await store.put("originals/a", bytes);
    await disk.put("originals/b", (await disk.get("originals/a")) ?? bytes);
    await expect(store.get("originals/b")).rejects.toThrow(ObjectChangedError);
    await expect(encrypted(disk, [key("k2")], randomBytes).get("originals/a")).rejects.toThrow(
      "not in the ring",
    );
    const changed = readFileSync(file);
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    writeFileSync(file, changed);
    await expect(store.get("originals/a")).rejects.toThrow(ObjectChangedError);
    writeFileSync(file, changed.subarray(0, 20));
    await expect(store.get("originals/a")).rejects.toThrow(ObjectChangedError);
  });

  test("an object truncated within its header is reported as changed, not as encrypted with an unknown key", async () => {
    const store = encrypted(disk, [k1], randomBytes);
    await store.put("originals/a", bytes);
    const full = readFileSync(file);
    const headerBytes = full.length - bytes.length;
    for (let length = 4; length < headerBytes; length += 1) {
      writeFileSync(file, full.subarray(0, length));
      await expect(store.get("originals/a"), String(length)).rejects.toThrow(ObjectChangedError);
    }
    writeFileSync(file, Buffer.concat([full.subarray(0, 5), Buffer.from("k9"), full.subarray(7)]));
    await expect(store.get("originals/a")).rejects.toThrow("not in the ring");
  });

  test("a plain object is never returned from an encrypted store", async () => {
    await disk.put("originals/old", bytes);
    await expect(encrypted(disk, [k1], randomBytes).get("originals/old")).rejects.toThrow(
      "not encrypted",
    );
  });
});

describe("the S3 store", () => {
  test("a request is retried after a temporary failure", async () => {
    const store = createS3({ ...bucket, region, timeoutMs: 20_000 }, secret);
    bucket.fail(1);
    await store.put("originals/again", Buffer.from("x"));
    expect(bucket.stored.get("/photos/originals/again")?.toString()).toBe("x");
  });

  test("a refused key is reported with the status, without the key", async () => {
    const store = createS3(
      { ...bucket, region, timeoutMs: 20_000 },
      { ...secret, secretAccessKey: "wrong" },
    );
    await expect(store.put("originals/a", Buffer.from("x"))).rejects.toThrow(
      "answered PUT with 403",
    );
  });
});
