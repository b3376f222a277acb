/** Operator-defined specs: drafted in the console from an existing spec, immutable once in force. */
import type { NamedPhotoSpec } from "./photo-spec.ts";
import { allPhotoSpecIds, type PhotoSpecId, photoSpecOf } from "./photo-specs.ts";

/** Begins with the id of the shipped spec that it derives from, which determines its checks and its project kind. */
export type OwnPhotoSpecId = `${PhotoSpecId}.${string}`;

export type AnyPhotoSpecId = PhotoSpecId | OwnPhotoSpecId;

/** Everything that a draft may change, and the spec that it started from. */
export interface OwnPhotoSpec extends Omit<NamedPhotoSpec, "id" | "limits"> {
  readonly draftedFrom: string;
  /** No longer offered to new projects. */
  readonly retired?: boolean;
}

/** A spec that projects can use: shipped or operator-defined. */
export interface KnownPhotoSpec {
  readonly spec: NamedPhotoSpec;
  /** null: shipped. */
  readonly draftedFrom: string | null;
  readonly isRetired: boolean;
}

/** The shipped spec that an id belongs to or derives from; null: none. */
export const shippedSpecIdOf = (id: string): PhotoSpecId | null =>
  allPhotoSpecIds.find((shipped) => id === shipped || id.startsWith(`${shipped}.`)) ?? null;

export const isOwnPhotoSpecId = (id: string): id is OwnPhotoSpecId =>
  shippedSpecIdOf(id) !== null && /^[a-z0-9-]+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

export const isPhotoSpecId = (id: string): id is AnyPhotoSpecId =>
  isOwnPhotoSpecId(id) || allPhotoSpecIds.some((shipped) => shipped === id);

/** Builds the id from a uuid generated for the spec. */
export function ownPhotoSpecId(draftedFrom: string, uuid: string): OwnPhotoSpecId {
  const shipped = shippedSpecIdOf(draftedFrom);
  if (shipped === null) throw new Error(`No photo spec has the id "${draftedFrom}"`);
  return `${shipped}.${uuid}`;
}

/** Initial values of a draft. */
export const draftOf = ({ id, limits: _, ...same }: NamedPhotoSpec): OwnPhotoSpec => ({ ...same, draftedFrom: id });

/** Initial value before operators confirm one, without a name. null: no operator-defined spec can have that id. */
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
