/** Which photo specs there are: those that are shipped, then those that two operators have put in force. */
import {
  type AnyPhotoSpecId,
  type KnownPhotoSpec,
  knownOwnSpec,
  type PhotoSpecId,
  shippedSpecIdOf,
  shippedSpecs,
} from "@gradphoto/domain";
import type { Database, Transaction } from "../../infra/db/database.ts";
import { readOwnSpecs } from "../configuration/read-configuration.ts";

type From = Database | Transaction;

export async function readPhotoSpecs(from: From): Promise<readonly KnownPhotoSpec[]> {
  const own = (await readOwnSpecs(from)).map(([id, value]) => knownOwnSpec(id, value));
  return [...shippedSpecs(), ...own.sort((one, other) => one.spec.name.zh.localeCompare(other.spec.name.zh, "zh"))];
}

const specOf = (specs: readonly KnownPhotoSpec[], id: string): KnownPhotoSpec | undefined =>
  specs.find(({ spec }) => spec.id === id);

/** A shipped spec and those drafted from it, which go by the limits of its checks. */
export const specIdsUnder = async (from: From, shipped: PhotoSpecId): Promise<readonly string[]> =>
  (await readPhotoSpecs(from)).flatMap(({ spec: { id } }) => (shippedSpecIdOf(id) === shipped ? [id] : []));

/** null: nobody has confirmed it. */
export const findPhotoSpec = async (from: From, id: AnyPhotoSpecId): Promise<KnownPhotoSpec | null> =>
  specOf(shippedSpecs(), id) ?? specOf(await readPhotoSpecs(from), id) ?? null;

/** Of a project: no spec that one has is ever taken away. Throws an Error when there is none. */
export async function readPhotoSpec(from: From, id: AnyPhotoSpecId): Promise<KnownPhotoSpec["spec"]> {
  const match = await findPhotoSpec(from, id);
  if (!match) throw new Error(`A project has the photo spec "${id}", which nobody has confirmed`);
  return match.spec;
}
