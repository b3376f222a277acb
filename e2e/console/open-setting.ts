/** Starts the product with its desks and students, for flows, tour and lab. */
import { randomUUID } from "node:crypto";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { take } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { signInAgain } from "../people/staff.ts";
import { waitUntil } from "../people/wait-until.ts";
import { inProductDatabase } from "../product/product-database.ts";
import { type Product, startProduct } from "../product/start-product.ts";
import { openDesks } from "./desk.ts";
import type { Setting } from "./flow.ts";

export interface OpenSetting extends Setting {
  readonly close: () => Promise<void>;
}

/** Decisions can be undone for ten seconds. */
export const holdMin = 10 / 60;

/** Opens the setting. `pictures` is the folder under `out` for pictures of pages. */
export async function openSetting(pictures: string): Promise<OpenSetting> {
  // The product trusts one proxy, so that every student has their own address and no address reaches a limit. Every
  // decision gets a second look, test photos appear at once, and students are reminded at any hour.
  const product = await startProduct({
    GRADPHOTO_PROXIES: "1",
    GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({
      "decision-hold": holdMin,
      "second-look-share": 1,
      "hidden-verdict-share": 0,
      "known-photo-share": 1,
      "reminder-hours": { from: 0, until: 24 },
    }),
  });
  const { url } = product;
  const desks = await openDesks(url, pictures);
  const { clientOf } = desks;
  const world = openOutsideWorld(product.sandboxUrl);
  let students = 0;
  const addStudent: Setting["addStudent"] = () => {
    students += 1;
    return addShootingStudent(world, url, students);
  };
  const makeFirst = async (): Promise<string> => makePhoto(await addStudent());
  let first: Promise<string> | undefined;
  const addMade: Setting["addMade"] = async () => {
    first ??= makeFirst();
    const [madeId, student] = [await first, await addStudent()];
    return { ...student, attemptId: await copyAttempt(product, madeId, student) };
  };
  const addInReview: Setting["addInReview"] = async () => {
    const student = await addMade();
    const { client, collectionId, attemptId } = student;
    await take(client.call("submitAttempt", { params: { collectionId }, body: { attemptId } }));
    return student;
  };
  const renewSession: Setting["renewSession"] = async (username) => {
    const client = await clientOf(username);
    // A one-time code is accepted once, and that of the current 30 seconds may already have been used.
    await inProductDatabase(product, (database) =>
      database.query("update staff set totp_step = null where username = $1", [username]),
    );
    await signInAgain(url, client, username);
  };
  const close = async (): Promise<void> => {
    await desks.close();
    await product.stop();
  };
  return {
    url,
    product,
    world,
    desks,
    clientOf,
    renewSession,
    addStudent,
    addMade,
    addInReview,
    close,
  };
}

/** Makes a photo with the engine and returns the attempt's id. */
async function makePhoto({ client, collectionId }: ShootingStudent): Promise<string> {
  const params = { collectionId };
  const upload = {
    params,
    query: { source: "camera" as const },
    picture: goodPhoto(),
    idempotencyKey: randomUUID(),
  };
  const { attemptId } = await take(client.call("uploadAttempt", upload));
  const read = async () =>
    (await take(client.call("readAttempt", { params: { ...params, attemptId } }))).state;
  await waitUntil("the photo", read, (state) => state === "made");
  return attemptId;
}

/** Copies a made attempt and its pictures to a student who has none. Returns the copy's id. */
const copyAttempt = (
  product: Product,
  madeId: string,
  { collectionId }: ShootingStudent,
): Promise<string> =>
  inProductDatabase(product, async (database) => {
    const { rows } = await database.query<{ readonly keys: readonly string[] }>(
      "select array[original_key, photo_key, display_key] as keys from attempts where id = $1",
      [madeId],
    );
    const attemptId = randomUUID();
    const objects = join(product.dataFolder, "objects");
    const copies = (rows[0]?.keys ?? []).map((key) => ({
      key,
      copy: key.replace(/[^/]+$/, attemptId),
    }));
    for (const { key, copy } of copies) await copyFile(join(objects, key), join(objects, copy));
    await database.query(
      `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256,
         original_bytes, picture_hash, report, engine_version, photo_key, photo_sha256, photo_bytes, display_key,
         display_sha256, displayed_at, created_at, started_at, finished_at, retain_until)
       select $2, $3, 1, state, source, by_role, $4, original_sha256, original_bytes, picture_hash, report,
         engine_version, $5, photo_sha256, photo_bytes, $6, display_sha256, now(), now(), now(), now(), retain_until
       from attempts where id = $1`,
      [madeId, attemptId, collectionId, ...copies.map(({ copy }) => copy)],
    );
    await database.query("update collections set state = 'ready' where id = $1", [collectionId]);
    return attemptId;
  });
