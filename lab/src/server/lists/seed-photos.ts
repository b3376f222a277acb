/** Finished photos of completed collections in one project, for exports: bytes of the usual size that show nobody. */
import { createHash, randomBytes } from "node:crypto";
import { consents } from "@gradphoto/domain";
import type pg from "pg";
import type { ObjectStore } from "../../../../apps/server/src/infra/object-store/object-store.ts";

/** Between what most finished photos take. */
const minBytes = 30_000;
const moreBytes = 9000;
const atOnce = 500;

/** After `seedMany`. */
export async function seedPhotos(
  client: pg.Client,
  objects: ObjectStore,
  { projectId, photos }: { readonly projectId: string; readonly photos: number },
): Promise<void> {
  await client.query(
    `update collections set project_id = $1, state = 'completed' where id in (select id from collections limit $2)`,
    [projectId, photos],
  );
  await client.query("update collections set state = 'paid' where project_id = $1 and state <> 'completed'", [
    projectId,
  ]);
  const { rows } = await client.query<{ id: string }>(
    "select id from collections where project_id = $1 and state = 'completed' limit $2",
    [projectId, photos],
  );
  for (let done = 0; done < rows.length; done += atOnce) {
    const made = rows.slice(done, done + atOnce).map(({ id }, index) => {
      const bytes = randomBytes(minBytes + ((done + index) % moreBytes));
      return { id, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
    });
    await Promise.all(made.map(({ id, bytes }) => objects.put(`p/${id}`, bytes)));
    await client.query(
      `insert into attempts (id, collection_id, number, state, source, by_role, original_key, original_sha256, original_bytes,
         report, engine_version, photo_key, photo_sha256, photo_bytes, created_at, finished_at, retain_until)
       select id, id, 1, 'made', 'camera', 'student', 'o/' || id, sha256, 1, '{"verdict": "pass"}', 'bench', 'p/' || id, sha256, size, now(), now(),
         now() + interval '1 year'
       from unnest($1::uuid[], $2::text[], $3::int[]) as given (id, sha256, size)`,
      [made.map(({ id }) => id), made.map(({ sha256 }) => sha256), made.map(({ bytes }) => bytes.length)],
    );
  }
  await client.query(
    `update collections c set submitted_attempt_id = a.id, submitted_at = now(), review_due_at = now()
     from attempts a where a.collection_id = c.id`,
  );
  await client.query(
    `insert into consents (id, account_id, purpose, version, recipient, granted_at)
     select gen_random_uuid(), c.account_id, 'school', $1, 'school:' || p.school_code, now()
     from collections c join projects p on p.id = c.project_id where c.submitted_attempt_id is not null`,
    [consents.school.version],
  );
  await client.query("analyze");
}
