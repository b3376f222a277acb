/** List of photo specs: the shipped ones, then those that two operators have put in force. */
import {
  type AnyPhotoSpecId,
  type PhotoSpec,
  type PhotoSpecId,
  parsedOwnSpec,
  type StoredPhotoSpec,
  shippedSpecIdOf,
  shippedSpecs,
  withSetLimits,
} from "@gradphoto/domain";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { readOwnSpecs, readSetLimits } from "../configuration/read-configuration.ts";

/**
 * Returns the spec by which a collection's photos are made and checked: its stored copy with the limits that operators
 * have set.
 */
export const specInForce = async (
  from: Database | Transaction,
  stored: PhotoSpec,
): Promise<PhotoSpec> => withSetLimits(stored, await readSetLimits(from));

type From = Database | Transaction;

export async function readPhotoSpecs(from: From): Promise<readonly StoredPhotoSpec[]> {
  const own = (await readOwnSpecs(from)).map(([id, value]) => parsedOwnSpec(id, value));
  return [
    ...shippedSpecs(),
    ...own.sort((one, other) => one.spec.name.zh.localeCompare(other.spec.name.zh, "zh")),
  ];
}

const specOf = (specs: readonly StoredPhotoSpec[], id: string): StoredPhotoSpec | undefined =>
  specs.find(({ spec }) => spec.id === id);

/** Returns the ids of a shipped spec and of the specs drafted from it, which share the limits of its checks. */
export const specIdsUnder = async (from: From, shipped: PhotoSpecId): Promise<readonly string[]> =>
  (await readPhotoSpecs(from)).flatMap(({ spec: { id } }) =>
    shippedSpecIdOf(id) === shipped ? [id] : [],
  );

/** Returns null when no confirmed spec has this id. */
export const findPhotoSpec = async (
  from: From,
  id: AnyPhotoSpecId,
): Promise<StoredPhotoSpec | null> =>
  specOf(shippedSpecs(), id) ?? specOf(await readPhotoSpecs(from), id) ?? null;

/** Returns the spec of a project. Throws an Error when there is none; specs in use are never removed. */
export async function readPhotoSpec(
  from: From,
  id: AnyPhotoSpecId,
): Promise<StoredPhotoSpec["spec"]> {
  const listed = await findPhotoSpec(from, id);
  if (!listed) throw new Error(`A project has the photo spec "${id}", which nobody has confirmed`);
  return listed.spec;
}
