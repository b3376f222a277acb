/** Posts of staff: the primary post is in the person's row, the others have rows of their own. */
import { type Province, provinces, type Role, roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { asc, eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "../infra/db/database.ts";
import { schools, type staff, staffPosts } from "../infra/db/schema/index.ts";

type School = typeof schools.$inferSelect;
export type Post = RouteAnswer<"readStaffAccount">["posts"][number];

/** A post: role and place. */
export interface PostPlace {
  readonly role: Role;
  readonly schoolCode: string | null;
  readonly department: string | null;
  readonly province: Province | null;
}

/** Returns the place of a request, with null for missing fields. */
export const placeOf = ({
  role,
  schoolCode = null,
  department = null,
  province = null,
}: Pick<PostPlace, "role"> & {
  readonly [Part in keyof PostPlace]?: PostPlace[Part] | undefined;
}): PostPlace => ({
  role,
  schoolCode,
  department,
  province,
});

export interface OtherPost {
  readonly post: typeof staffPosts.$inferSelect;
  readonly school: School | null;
}

/** Reads the additional posts of each person, in the order they were added. */
export async function otherPostsOf(
  from: Database | Transaction,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OtherPost[]>> {
  const rows = await from
    .select({ post: staffPosts, school: schools })
    .from(staffPosts)
    .leftJoin(schools, eq(schools.code, staffPosts.schoolCode))
    .where(inArray(staffPosts.staffId, [...staffIds]))
    .orderBy(asc(staffPosts.addedAt), asc(staffPosts.id));
  const byPerson = new Map<string, OtherPost[]>();
  for (const row of rows)
    byPerson.set(row.post.staffId, [...(byPerson.get(row.post.staffId) ?? []), row]);
  return byPerson;
}

const presentPost = (
  postId: string,
  { role, department, province }: PostPlace,
  school: School | null,
): Post => {
  const { zh, en } = roles[role];
  return {
    postId,
    role,
    roleLabel: { zh, en },
    school: school && { schoolCode: school.code, name: school.name },
    department,
    province: province && { code: province, ...provinces[province] },
  };
};

export interface FirstPost {
  readonly person: typeof staff.$inferSelect;
  readonly school: School | null;
}

/** Presents the primary post, which has the id of the person. */
export const firstPost = ({ person, school }: FirstPost): Post =>
  presentPost(person.id, person, school);

export const presentPosts = (first: FirstPost, others: readonly OtherPost[]): readonly Post[] => [
  firstPost(first),
  ...others.map(({ post, school }) => presentPost(post.id, post, school)),
];
