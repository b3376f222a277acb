/** Photo specs that projects can use: the shipped ones, then the operator's own. */
import {
  type AnyPhotoSpecId,
  type Bilingual,
  isOwnPhotoSpecId,
  type PhotoSpec,
  type PhotoSpecId,
  type StoredPhotoSpec,
  shippedSpecIdOf,
  shippedSpecs,
  withSetLimits,
} from "@gradphoto/domain";
import { and, eq, gt, isNotNull, notExists } from "drizzle-orm";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { collections, projects } from "../../infra/db/schema/index.ts";
import { readConfirmedSpecs, readSetLimits } from "../configuration/read-configuration.ts";
import { type SpecFiles, specFileFaultText } from "./spec-files.ts";

type From = Database | Transaction;

/**
 * Returns the spec by which a collection's photos are made and checked: its stored copy with the limits that operators
 * have set.
 */
export const specInForce = async (from: From, stored: PhotoSpec): Promise<PhotoSpec> =>
  withSetLimits(stored, await readSetLimits(from));

/** A file takes precedence over a confirmed spec with the same id. */
export async function readPhotoSpecs(
  from: From,
  { specs: ofFiles }: SpecFiles,
): Promise<readonly StoredPhotoSpec[]> {
  const confirmed = (await readConfirmedSpecs(from)).filter(
    ({ spec }) => !specOf(ofFiles, spec.id),
  );
  return [
    ...shippedSpecs(),
    ...[...ofFiles, ...confirmed].sort((one, other) =>
      one.spec.name.zh.localeCompare(other.spec.name.zh, "zh"),
    ),
  ];
}

const specOf = (specs: readonly StoredPhotoSpec[], id: string): StoredPhotoSpec | undefined =>
  specs.find(({ spec }) => spec.id === id);

/** Returns the ids of a shipped spec and of the specs derived from it, which share the limits of its checks. */
export const specIdsUnder = async (
  from: From,
  files: SpecFiles,
  shipped: PhotoSpecId,
): Promise<readonly string[]> =>
  (await readPhotoSpecs(from, files)).flatMap(({ spec: { id } }) =>
    shippedSpecIdOf(id) === shipped ? [id] : [],
  );

/** Returns null when there is no such spec. */
export const findPhotoSpec = async (
  from: From,
  files: SpecFiles,
  id: AnyPhotoSpecId,
): Promise<StoredPhotoSpec | null> =>
  specOf(shippedSpecs(), id) ?? specOf(await readPhotoSpecs(from, files), id) ?? null;

/**
 * Returns the spec of a project's next collection. A project that has begun keeps an operator's own spec as its
 * collections have it, so that a file that is edited or deleted later does not change it. null: the spec is missing.
 */
export async function readProjectSpec(
  from: From,
  files: SpecFiles,
  { id, specId }: Pick<typeof projects.$inferSelect, "id" | "specId">,
): Promise<PhotoSpec | null> {
  if (isOwnPhotoSpecId(specId)) {
    const [begun] = await from
      .select({ spec: collections.spec })
      .from(collections)
      .where(and(eq(collections.projectId, id), eq(collections.specId, specId)))
      .limit(1);
    if (begun) return begun.spec;
  }
  const listed = await findPhotoSpec(from, files, specId);
  if (!listed) return null;
  const { name: _, source: __, ...spec } = listed.spec;
  return spec;
}

/** Describes every broken file, and every missing spec that students of an open project wait for. */
export async function readSpecFaults(
  db: Database,
  files: SpecFiles,
  now: Date,
): Promise<readonly Bilingual[]> {
  const begun = db
    .select({ id: collections.id })
    .from(collections)
    .where(and(eq(collections.projectId, projects.id), eq(collections.specId, projects.specId)));
  const used = await db
    .selectDistinct({ specId: projects.specId })
    .from(projects)
    .where(and(isNotNull(projects.confirmedAt), gt(projects.closesAt, now), notExists(begun)));
  const specs = await readPhotoSpecs(db, files);
  const missing = used.flatMap(({ specId }) => (specOf(specs, specId) ? [] : [specId]));
  return [
    ...files.faults.map(specFileFaultText),
    ...missing.map((id) => ({
      zh: `有项目选用了 ${id}，但没有这个规格的文件：学生还不能开始`,
      en: `a project uses ${id}, of which there is no file: its students cannot start`,
    })),
  ];
}
