/** Changes of collections as a school's systems receive them. */
import { allCollectionMoves } from "../collections/collection-moves.ts";

/**
 * Causes other than a move: the collection started, the student consented to the school, a photo was deleted, the data
 * may no longer be held.
 */
const otherCauses = ["start", "shared", "photo-deleted", "deleted"] as const;

export const allChangeCauses = [...allCollectionMoves, ...otherCauses];

export type ChangeCause = (typeof allChangeCauses)[number];

export const changeKinds = ["state", "shared", "photo-deleted", "deleted"] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** Every move, and the start, is a change of state. */
export const changeKindOf = (cause: ChangeCause): ChangeKind =>
  changeKinds.find((kind) => kind === cause) ?? "state";

/** Changes on one page of the feed, and photos in one ZIP. */
export const changesPerPage = 100;
