/** The student of a collection. When proven by a code reading, the row has the reading's id. */
import { z } from "zod";
import type { persons } from "../../infra/db/schema/index.ts";
import type { Sealed, Sealer } from "../../infra/sealing/seal.ts";
import type { HashForSearch, SearchHash } from "../../infra/sealing/search-hash.ts";
import type { Student } from "./mask-student.ts";

const content = z.object({ text: z.string(), codeId: z.string(), lastFourHash: z.string() });

/** Result of reading a code: the issuer's answer, sealed until it expires. */
type ReadingContent = z.infer<typeof content>;

const place = (readingId: string) => ({ column: "code_readings.code", rowId: readingId });

export const sealReading = (reading: ReadingContent, readingId: string, sealer: Sealer): Sealed =>
  sealer.seal(JSON.stringify(reading), place(readingId));

export const openReading = (sealed: Sealed, readingId: string, sealer: Sealer): ReadingContent =>
  content.parse(JSON.parse(sealer.open(sealed, place(readingId))));

type PersonRow = typeof persons.$inferSelect;

export const personPlaces = {
  name: (rowId: string) => ({ column: "persons.name", rowId }),
  studentNumber: (rowId: string) => ({ column: "persons.student_number", rowId }),
};

interface Identity {
  readonly schoolCode: string;
  readonly studentNumber: string;
}

/**
 * Returns the hash that identifies a person. The issuer provides no identity number, so it combines school, student
 * number and last four characters.
 */
export const identityHashOf = (
  searchHash: HashForSearch,
  { schoolCode, studentNumber }: Identity,
  lastFour: string,
): SearchHash => searchHash("identity", JSON.stringify([schoolCode, studentNumber, lastFour]));

export const openStudent = (row: PersonRow, sealer: Sealer): Student => ({
  name: sealer.open(row.name, personPlaces.name(row.id)),
  studentNumber: sealer.open(row.studentNumber, personPlaces.studentNumber(row.id)),
  department: row.department,
  major: row.major,
  class: row.class,
  level: row.level,
});
