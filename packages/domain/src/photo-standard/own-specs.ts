/** Photo specs that projects can use: the shipped ones, and an operator's own, each derived from a shipped one. */
import type { NamedPhotoSpec } from "./photo-spec.ts";
import { allPhotoSpecIds, type PhotoSpecId, photoSpecOf } from "./photo-specs.ts";

/** Begins with the id of the shipped spec that it derives from, which determines its checks and its project kind. */
export type OwnPhotoSpecId = `${PhotoSpecId}.${string}`;

export type AnyPhotoSpecId = PhotoSpecId | OwnPhotoSpecId;

/** Content of an operator's own spec. The limits of its checks are those of the shipped spec. */
export interface OwnPhotoSpec extends Omit<NamedPhotoSpec, "id" | "limits"> {
  /** No longer offered to new projects. */
  readonly retired?: boolean;
}

/** A spec that projects can use. */
export interface StoredPhotoSpec {
  readonly spec: NamedPhotoSpec;
  readonly isShipped: boolean;
  readonly isRetired: boolean;
}

/** The shipped spec that an id belongs to or derives from; null: none. */
export const shippedSpecIdOf = (id: string): PhotoSpecId | null =>
  allPhotoSpecIds.find((shipped) => id === shipped || id.startsWith(`${shipped}.`)) ?? null;

export const isOwnPhotoSpecId = (id: string): id is OwnPhotoSpecId =>
  shippedSpecIdOf(id) !== null &&
  /^[a-z0-9-]+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

export const isPhotoSpecId = (id: string): id is AnyPhotoSpecId =>
  isOwnPhotoSpecId(id) || allPhotoSpecIds.some((shipped) => shipped === id);

export function storedOwnSpec(
  id: OwnPhotoSpecId,
  { retired = false, ...own }: OwnPhotoSpec,
): StoredPhotoSpec {
  const shipped = shippedSpecIdOf(id);
  if (shipped === null) throw new Error(`No photo spec can have the id "${id}"`);
  return {
    spec: { ...own, id, limits: photoSpecOf(shipped).limits },
    isShipped: false,
    isRetired: retired,
  };
}

export const shippedSpecs = (): readonly StoredPhotoSpec[] =>
  allPhotoSpecIds.map((id) => ({ spec: photoSpecOf(id), isShipped: true, isRetired: false }));
