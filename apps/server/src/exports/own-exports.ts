/** One's own exports, of the post one acts in: what was asked for in one school is not taken in a post of another. */
import { exportKindsFor } from "@gradphoto/domain";
import { and, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { Caller } from "../core/call.ts";
import { isPlace } from "../core/collection/place.ts";
import { exports } from "../infra/db/schema/index.ts";

type Whose = Pick<Caller, "role" | "staffId" | "schoolCode" | "department" | "province">;

export const isOwn = ({ role, staffId, schoolCode, department, province }: Whose): SQL | undefined =>
  and(
    eq(exports.staffId, staffId ?? ""),
    schoolCode === null ? isNull(exports.schoolCode) : eq(exports.schoolCode, schoolCode),
    department === null ? isNull(exports.department) : isPlace(exports.department, department),
    province === null ? isNull(exports.province) : eq(exports.province, province),
    inArray(exports.kind, [...exportKindsFor(role)]),
  );
