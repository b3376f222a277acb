/** Specs of one's own: drafted in the console from another one, never changed once they are in force. */
import type { NamedPhotoSpec } from "./photo-spec.ts";
import { allPhotoSpecIds, type PhotoSpecId, photoSpecOf } from "./photo-specs.ts";

/** Begins with the shipped spec that it descends from: its checks and its kind of project are that one's. */
export type OwnPhotoSpecId = `${PhotoSpecId}.${string}`;

export type AnyPhotoSpecId = PhotoSpecId | OwnPhotoSpecId;

/** All that a draft may change, and where it began. */
export interface OwnPhotoSpec extends Omit<NamedPhotoSpec, "id" | "limits"> {
  readonly draftedFrom: string;
  /** Offered to no new project any more. */
  readonly retired?: boolean;
}

/** A spec that projects have, shipped or of one's own. */
export interface KnownPhotoSpec {
  readonly spec: NamedPhotoSpec;
  /** null: shipped. */
  readonly draftedFrom: string | null;
  readonly isRetired: boolean;
}

/** null: no spec's. */
export const shippedSpecIdOf = (id: string): PhotoSpecId | null =>
  allPhotoSpecIds.find((shipped) => id === shipped || id.startsWith(`${shipped}.`)) ?? null;

export const isOwnPhotoSpecId = (id: string): id is OwnPhotoSpecId =>
  shippedSpecIdOf(id) !== null && /^[a-z0-9-]+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

export const isPhotoSpecId = (id: string): id is AnyPhotoSpecId =>
  isOwnPhotoSpecId(id) || allPhotoSpecIds.some((shipped) => shipped === id);

/** Of a uuid made for it. */
export function ownPhotoSpecId(draftedFrom: string, uuid: string): OwnPhotoSpecId {
  const shipped = shippedSpecIdOf(draftedFrom);
  if (shipped === null) throw new Error(`No photo spec has the id "${draftedFrom}"`);
  return `${shipped}.${uuid}`;
}

/** What a draft begins with. */
export const draftOf = ({ id, limits: _, ...same }: NamedPhotoSpec): OwnPhotoSpec => ({ ...same, draftedFrom: id });

/** null: no spec of one's own can have that id. Without a name while nobody has confirmed one. */
export function initialOwnSpec(id: string): OwnPhotoSpec | null {
  const shipped = isOwnPhotoSpecId(id) ? shippedSpecIdOf(id) : null;
  if (shipped === null) return null;
  return { ...draftOf(photoSpecOf(shipped)), name: { zh: "", en: "" }, retired: true };
}

export function knownOwnSpec(id: string, { draftedFrom, retired = false, ...own }: OwnPhotoSpec): KnownPhotoSpec {
  const shipped = shippedSpecIdOf(id);
  if (shipped === null) throw new Error(`No photo spec can have the id "${id}"`);
  return { spec: { ...own, id, limits: photoSpecOf(shipped).limits }, draftedFrom, isRetired: retired };
}

export const shippedSpecs = (): readonly KnownPhotoSpec[] =>
  allPhotoSpecIds.map((id) => ({ spec: photoSpecOf(id), draftedFrom: null, isRetired: false }));
