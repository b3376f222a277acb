/** Imports schools from a sheet: all rows in one transaction, or none while a row has faults. */
import {
  type Bilingual,
  type ImportFate,
  isProvince,
  type Language,
  provinces,
} from "@gradphoto/domain";
import { type ParsedInput, type RouteAnswer, routeDefinitions } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse } from "../core/call.ts";
import {
  countFate,
  duplicatesOf,
  faultsOf,
  note,
  plainCell,
  provinceNamed,
  type RowNote,
} from "../core/import-rows.ts";
import { spellName } from "../core/spell-name.ts";
import type { Ids } from "../infra/clock.ts";
import { type Database, inTransaction, type Transaction } from "../infra/db/database.ts";
import { schools } from "../infra/db/schema/index.ts";
import { addSchool, type HotlineDeps, putSchool } from "./change-schools.ts";

type Cells = ParsedInput<"importSchools">["body"]["rows"][number];
type NewSchool = ParsedInput<"createSchool">["body"];
type School = typeof schools.$inferSelect;

interface PlannedSchool {
  readonly cells: Cells;
  readonly fate: ImportFate;
  readonly notes: readonly RowNote[];
  /** null when the row has faults. */
  readonly school: NewSchool | null;
}

const titles = {
  name: { zh: "名称", en: "name" },
  aliases: { zh: "别名", en: "aliases" },
  pinyin: { zh: "拼音", en: "pinyin" },
  hotline: { zh: "客服热线", en: "hotline" },
  serviceHours: { zh: "服务时间", en: "hours" },
  province: { zh: "省份", en: "province" },
} as const satisfies Readonly<Record<Exclude<keyof Cells, "schoolCode">, Bilingual>>;

const faultWords: Readonly<Record<keyof Cells, Bilingual>> = {
  schoolCode: {
    zh: "院校代码是教育部公布的 5 位数字，请核对这一格",
    en: "A school code is the ministry's five digits: please check this cell",
  },
  name: { zh: "请填写院校名称，不超过 60 个字", en: "Please give the name, 60 characters at most" },
  aliases: {
    zh: "别名最多 20 个，每个不超过 60 个字",
    en: "20 aliases at most, of 60 characters each",
  },
  pinyin: {
    zh: "拼音用小写字母，音节之间空一格，如 ji nan da xue",
    en: "Pinyin is small letters with a space between syllables, such as ji nan da xue",
  },
  hotline: {
    zh: "请填写客服热线，不超过 40 个字",
    en: "Please give the hotline, 40 characters at most",
  },
  serviceHours: {
    zh: "请填写服务时间，如 09:00–18:00",
    en: "Please give the hours, such as 09:00–18:00",
  },
  province: {
    zh: "省份请填名称或两位代码，如 广东省 或 44",
    en: "A province is given by its name or two digits, such as Guangdong or 44",
  },
};

/** Plans an import per row: add, change, leave unchanged, or report faults. */
async function planSchools(
  from: Database | Transaction,
  rows: readonly Cells[],
): Promise<readonly PlannedSchool[]> {
  // China has about three thousand schools, so all are read.
  const stored = new Map(
    (await from.select().from(schools)).map((school) => [school.code, school]),
  );
  const doubles = duplicatesOf(rows.map(({ schoolCode }) => codeOf(schoolCode)));
  return rows.map((row) => planOne(row, stored, doubles));
}

/** Returns the code of a cell. The ministry's list uses ten digits, which end with the code. */
const codeOf = (cell: string): string => plainCell(cell).replace(/^4\d{4}(\d{5})$/, "$1");

function planOne(
  row: Cells,
  stored: ReadonlyMap<string, School>,
  doubles: ReadonlySet<string>,
): PlannedSchool {
  const schoolCode = codeOf(row.schoolCode);
  const previous = stored.get(schoolCode);
  const cells = fillIn({ ...row, schoolCode }, previous);
  const aliases = aliasesOf(cells.aliases);
  const parsed = routeDefinitions.createSchool.body.safeParse({
    ...cells,
    aliases,
    province: cells.province || undefined,
  });
  const faults = [
    ...(parsed.success ? [] : faultsOf(parsed.error, faultWords)),
    ...(doubles.has(schoolCode)
      ? [
          note(
            "schoolCode",
            "表里有两行用了这个代码，请留一行",
            "Two rows have this code: please keep one",
          ),
        ]
      : []),
  ];
  if (!parsed.success || faults.length > 0)
    return { cells, fate: "faulty", notes: faults, school: null };
  const school = parsed.data;
  const clean = { ...school, aliases: school.aliases.join("、"), province: cells.province };
  const notes = previous ? changesOf(previous, school) : sameName(school, stored);
  const fate = previous ? (notes.length > 0 ? "change" : "same") : "create";
  return { cells: clean, fate, notes, school };
}

/**
 * Combines a row with the stored school. An empty cell retains the school's value. The pinyin of a new name is
 * generated.
 */
function fillIn(cells: Cells, previous: School | undefined): Cells {
  const name = cells.name.trim() || (previous?.name ?? "");
  const spelled = previous && previous.name === name ? previous.pinyin : spellShort(name);
  return {
    schoolCode: cells.schoolCode,
    name,
    aliases: cells.aliases.trim() || (previous?.aliases.join("、") ?? ""),
    pinyin: cells.pinyin.trim().replace(/\s+/g, " ") || spelled,
    hotline: cells.hotline.trim() || (previous?.hotline ?? ""),
    serviceHours: cells.serviceHours.trim() || (previous?.serviceHours ?? ""),
    province:
      provinceNamed(cells.province) ?? (plainCell(cells.province) || (previous?.province ?? "")),
  };
}

/** Spells a name. Spelling is slow, so a name that will be refused as too long is not spelled. */
const spellShort = (name: string): string => (name.length <= 60 ? spellName(name) : "");

const aliasesOf = (cell: string): readonly string[] => [
  ...new Set(
    cell
      .split(/[、，,;；\n]+/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ""),
  ),
];

function changesOf(previous: School, { schoolCode: _, ...after }: NewSchool): readonly RowNote[] {
  const was = {
    ...previous,
    aliases: previous.aliases.join("、"),
    province: previous.province ?? "",
  };
  const now = { ...after, aliases: after.aliases.join("、"), province: after.province ?? "" };
  return (["name", "aliases", "pinyin", "hotline", "serviceHours", "province"] as const)
    .filter((field) => was[field] !== now[field])
    .map((field) =>
      note(
        field,
        `${titles[field].zh}由“${displayedIn("zh", was[field])}”改为“${displayedIn("zh", now[field])}”`,
        `${titles[field].en}: “${displayedIn("en", was[field])}” becomes “${displayedIn("en", now[field])}”`,
      ),
    );
}

/** Returns the cell for display. Only province cells consist of exactly two digits. */
const displayedIn = (language: Language, value: string): string =>
  isProvince(value) ? provinces[value][language] : value;

/** Warns of a school with the same name, which two schools may share. */
function sameName(
  { schoolCode, name }: NewSchool,
  stored: ReadonlyMap<string, School>,
): readonly RowNote[] {
  const other = [...stored.values()].find(
    (school) => school.name === name && school.code !== schoolCode,
  );
  if (!other) return [];
  return [
    note(
      "name",
      `已有同名院校，代码 ${other.code}`,
      `A school of this name is there, with the code ${other.code}`,
    ),
  ];
}

type Body = ParsedInput<"importSchools">["body"];

export async function planSchoolImport(
  db: Database,
  { rows }: Body,
): Promise<RouteAnswer<"planSchoolImport">> {
  const planned = await planSchools(db, rows);
  return { rows: planned.map(({ cells, fate, notes }) => ({ cells, fate, notes: [...notes] })) };
}

export const importSchools = (
  { db, clock, ids }: HotlineDeps & { readonly ids: Ids },
  { rows }: Body,
  call: Call,
): Promise<RouteAnswer<"importSchools"> | Refusal<"import-faulty">> =>
  inTransaction(db, async (tx) => {
    // Locks the table, so that the plan remains valid.
    await tx.execute(sql`lock table schools in share row exclusive mode`);
    const planned = await planSchools(tx, rows);
    const faulty = countFate(planned, "faulty");
    if (faulty > 0) return refuse("import-faulty", { faulty });
    for (const { school, fate } of planned) {
      if (school === null) continue;
      if (fate === "create") await addSchool(tx, clock, school, call);
      if (fate === "change") await putSchool(tx, clock, school, call);
    }
    const counts = {
      created: countFate(planned, "create"),
      changed: countFate(planned, "change"),
      same: countFate(planned, "same"),
    };
    await appendAudit(tx, clock, auditActor(call), "schools-imported", `import:${ids()}`, {
      rows: rows.length,
      created: counts.created,
      changed: counts.changed,
    });
    return counts;
  });
