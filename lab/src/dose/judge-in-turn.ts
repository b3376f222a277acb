/**
 * Makes photos one after the other while the pool judges them. Memory holds no more photos than the pool has workers.
 */
import type { Finding, PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { EnginePool } from "../../../packages/engine/src/node/index.ts";

export interface MadePhoto<Made> {
  readonly made: Made;
  readonly bytes: Uint8Array;
  /** Spec of this photo, if it differs from the run's default. */
  readonly spec?: PhotoSpec;
}

/** Judges all photos. `judged` is called once for each photo, in any order. */
export async function judgeInTurn<Made>(
  photos: AsyncIterable<MadePhoto<Made>>,
  {
    pool,
    spec,
    atOnce,
  }: { readonly pool: EnginePool; readonly spec: PhotoSpec; readonly atOnce: number },
  judged: (made: Made, findings: readonly Finding[]) => void,
): Promise<void> {
  const open = new Set<Promise<void>>();
  for await (const { made, bytes, spec: own = spec } of photos) {
    const call: Promise<void> = pool.standardize(bytes, own).then(({ report }) => {
      open.delete(call);
      judged(made, report.findings);
    });
    open.add(call);
    if (open.size > atOnce) await Promise.race(open);
  }
  await Promise.all(open);
}
