/** A staff member as the console displays it to that person and to operators. */
import { staffChanges } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type NamedStaff, staffName, staffNameColumns } from "../core/staff-name.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { schools, staff } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { SessionActivity } from "./my-sessions.ts";
import { firstPost, type OtherPost, otherPostsOf, presentPosts } from "./posts.ts";
import { countRecoveryCodes } from "./recovery-codes.ts";
import { waitingPost } from "./second-operator.ts";

export const staffPlaces = {
  name: (rowId: string) => ({ column: "staff.name", rowId }),
  totp: (rowId: string) => ({ column: "staff.totp", rowId }),
  totpPending: (rowId: string) => ({ column: "staff.totp_pending", rowId }),
};

export interface StaffRow {
  readonly person: typeof staff.$inferSelect;
  readonly school: typeof schools.$inferSelect | null;
  /** The operator whose change waits for confirmation. */
  readonly unconfirmedBy: NamedStaff | null;
}

const other = alias(staff, "other");

export const selectStaff = (from: Database | Transaction) =>
  from
    .select({ person: staff, school: schools, unconfirmedBy: staffNameColumns(other) })
    .from(staff)
    .leftJoin(schools, eq(schools.code, staff.schoolCode))
    .leftJoin(other, eq(other.id, staff.unconfirmedBy));

function present({ person, school }: Pick<StaffRow, "person" | "school">, sealer: Sealer) {
  const { postId: _, ...first } = firstPost({ person, school });
  return {
    staffId: person.id,
    username: person.username,
    name: sealer.open(person.name, staffPlaces.name(person.id)),
    ...first,
    mustChangePassword: person.initialPasswordUntil !== null,
    totpEnrolled: person.totp !== null,
  };
}

/** Presents a staff member. `seen` is undefined for people without an open session. */
export const presentMember = (
  match: StaffRow,
  others: readonly OtherPost[],
  sealer: Sealer,
  seen: SessionActivity | undefined,
): RouteAnswer<"readStaffMember"> => ({
  ...present(match, sealer),
  posts: [...presentPosts(match, others)],
  disabledAt: match.person.disabledAt?.toISOString() ?? null,
  unconfirmed: presentUnconfirmed(match, others, sealer),
  lastSeenAt: seen?.lastSeenAt?.toISOString() ?? null,
  openSessions: seen?.openSessions ?? 0,
});

function presentUnconfirmed(match: StaffRow, others: readonly OtherPost[], sealer: Sealer) {
  const { person, unconfirmedBy } = match;
  const { unconfirmedAt, unconfirmedAct } = person;
  if (unconfirmedBy === null || unconfirmedAt === null || unconfirmedAct === null) return null;
  return {
    byStaffId: unconfirmedBy.id,
    byName: staffName(sealer, unconfirmedBy),
    at: unconfirmedAt.toISOString(),
    what: unconfirmedAct,
    whatLabel: staffChanges[unconfirmedAct],
    post: waitingPostOf(match, others),
  };
}

function waitingPostOf(match: StaffRow, others: readonly OtherPost[]) {
  const { id } = waitingPost(
    match.person,
    others.map(({ post }) => post),
  );
  return presentPosts(match, others).find(({ postId }) => postId === id) ?? firstPost(match);
}

/**
 * Presents the person in the current post; null stands for the primary one. Throws when the person does not exist,
 * because their sessions would be deleted too.
 */
export async function showStaff(
  from: Database | Transaction,
  sealer: Sealer,
  staffId: string,
  postId: string | null,
): Promise<RouteAnswer<"readStaffAccount">> {
  const [row] = await selectStaff(from).where(eq(staff.id, staffId));
  if (!row) throw new Error("The staff member of a session is gone");
  const posts = [...presentPosts(row, (await otherPostsOf(from, [staffId])).get(staffId) ?? [])];
  const post = posts.find((one) => one.postId === (postId ?? staffId));
  if (!post) throw new Error("The post of a session is gone");
  return {
    ...present(row, sealer),
    ...post,
    posts,
    recoveryCodesLeft: await countRecoveryCodes(from, staffId),
  };
}
