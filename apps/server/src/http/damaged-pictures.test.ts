import { createHash, randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import { isErrorCode } from "@gradphoto/domain";
import { attemptSchema } from "@gradphoto/domain/routes";
import sharp from "sharp";
import { expect, test } from "vitest";
import { z } from "zod";
import { sessions } from "../infra/db/schema/index.ts";
import { createLocalDisk } from "../infra/object-store/local-disk.ts";
import { openPhotoWorld, portrait } from "../photos/testing/photo-world.ts";
import { openTestApi } from "../testing/open-api.ts";
import { temporaryFolder } from "../testing/resources.ts";

const { db, app } = await openTestApi();
const world = openPhotoWorld(db, createLocalDisk(temporaryFolder("unused")));
const base = await app.listen({ host: "127.0.0.1", port: 0 });
await world.addSchool();
const project = await world.addProject();

const problem = z.object({ code: z.string().refine(isErrorCode), detail: z.string().min(1) });

/** Signs in a new student for each picture, so that none is refused because of another. */
async function signIn() {
  const student = await world.addStudent(project);
  const token = randomUUID();
  const tokenSha256 = createHash("sha256").update(token).digest("hex");
  const createdAt = world.deps.clock();
  const expiresAt = new Date(createdAt.getTime() + 86_400_000);
  await db
    .insert(sessions)
    .values({ tokenSha256, accountId: student.accountId, role: "student", createdAt, expiresAt });
  return {
    ...student,
    headers: { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() },
  };
}

const formOf = (bytes: Uint8Array): FormData => {
  const form = new FormData();
  form.append("picture", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), "photo.jpg");
  return form;
};

async function codeOf(response: Response): Promise<string> {
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  return problem.parse(await response.json()).code;
}

const uploaded = async (bytes: Uint8Array, by?: Awaited<ReturnType<typeof signIn>>) => {
  const { collectionId, headers } = by ?? (await signIn());
  const url = `${base}/v1/collections/${collectionId}/attempts?source=album`;
  return fetch(url, { method: "POST", headers, body: formOf(bytes) });
};

const readAsCode = async (bytes: Uint8Array) => {
  const { headers } = await signIn();
  return fetch(`${base}/v1/collection-codes/picture`, {
    method: "POST",
    headers,
    body: formOf(bytes),
  });
};

const png = await sharp(portrait).png().toBuffer();

/** Builds a PNG whose header declares another size than its pixel data has. */
function claiming(width: number, height: number): Uint8Array {
  const claimed = Buffer.from(png);
  claimed.writeUInt32BE(width, 16);
  claimed.writeUInt32BE(height, 20);
  claimed.writeUInt32BE(crc32(claimed.subarray(12, 29)), 29);
  return claimed;
}

const emptyHeic = Buffer.concat([
  Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"),
  Buffer.alloc(400),
]);
const onePixel = await sharp(portrait).resize(1, 1).png().toBuffer();

test.each([
  ["nothing at all", Buffer.alloc(0), "photo-missing", "photo-missing"],
  [
    "text named .jpg",
    Buffer.from("no photo, whatever its name says"),
    "photo-wrong-type",
    "photo-wrong-type",
  ],
  ["a JPEG of its first bytes", portrait.subarray(0, 40), "photo-broken", "photo-broken"],
  ["a PNG of its first bytes", png.subarray(0, 20), "photo-broken", "photo-broken"],
  ["a HEIC without a picture", emptyHeic, "photo-broken", "photo-broken"],
  ["one pixel", onePixel, "photo-too-small", "code-unreadable"],
  [
    "a PNG bomb of 900 megapixels",
    claiming(30_000, 30_000),
    "photo-too-many-pixels",
    "photo-too-many-pixels",
  ],
])(
  "%s is refused with a readable message, both as a photo and as a picture of a code",
  async (_, bytes, asPhoto, asCode) => {
    expect(await codeOf(await uploaded(bytes))).toBe(asPhoto);
    expect(await codeOf(await readAsCode(bytes))).toBe(asCode);
  },
);

test.each([
  ["JPEG", portrait.subarray(0, portrait.length / 2)],
  ["PNG", png.subarray(0, png.length / 2)],
])(
  "a truncated %s is accepted as an attempt, and its picture is unavailable until the worker has processed it",
  async (_, bytes) => {
    expect(await codeOf(await readAsCode(bytes))).toBe("photo-broken");
    const by = await signIn();
    const answer = await uploaded(bytes, by);
    expect(answer.status).toBe(200);
    const { original } = attemptSchema.parse(await answer.json());
    // The API does not decode the picture, so it is unavailable until the worker has finished.
    const picture = await fetch(`${base}${original?.url}`, { headers: by.headers });
    expect(picture.status).toBe(503);
    expect(picture.headers.get("retry-after")).toBe("2");
    expect(problem.parse(await picture.json()).code).toBe("picture-being-made");
  },
);
