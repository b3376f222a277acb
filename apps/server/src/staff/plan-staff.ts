/** Plans an import of staff per row: create an account, leave the existing one, or report faults. */
import {
  type Bilingual,
  type ImportFate,
  placeKey,
  type Role,
  roles,
  staffRoles,
} from "@gradphoto/domain";
import { type ParsedInput, routeDefinitions } from "@gradphoto/domain/routes";
import {
  duplicatesOf,
  faultsOf,
  note,
  plainCell,
  provinceNamed,
  type RowNote,
} from "../core/import-rows.ts";
import { proposeUsername } from "../core/spell-name.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { schools, staff, staffPosts } from "../infra/db/schema/index.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { StaffDeps } from "./deps.ts";
import type { PostPlace } from "./posts.ts";
import { staffPlaces } from "./staff-rows.ts";

type Cells = ParsedInput<"importStaff">["body"]["rows"][number];
type NewMember = ParsedInput<"createStaff">["body"];

export interface PlannedMember {
  readonly cells: Cells;
  readonly fate: ImportFate;
  readonly notes: readonly RowNote[];
  /** null when the row has faults. */
  readonly member: NewMember | null;
  readonly schoolName: string | null;
}

interface StoredMember {
  readonly username: string;
  readonly name: string;
  readonly isDisabled: boolean;
  /** The primary post, then the additional ones. */
  readonly posts: readonly [PostPlace, ...PostPlace[]];
}

interface PlanContext {
  readonly byUsername: ReadonlyMap<string, StoredMember>;
  /** Names of the schools by code. */
  readonly schools: ReadonlyMap<string, string>;
}

/** Values that occur in more than one row. `persons`: keys of name, role and school, for rows without a user name. */
interface Doubles {
  readonly usernames: ReadonlySet<string>;
  readonly persons: ReadonlySet<string>;
}

const roleWords = (language: "zh" | "en"): string =>
  staffRoles.map((role) => roles[role][language]).join(language === "zh" ? "、" : ", ");

const faultWords: Readonly<Record<keyof Cells, Bilingual>> = {
  username: {
    zh: "用户名用 3 至 64 个小写字母、数字、点或横线，以字母或数字开头；留空则按姓名拼音拟定",
    en: "A user name has 3 to 64 small letters, digits, dots or hyphens and begins with a letter or digit; left empty, one is proposed from the name",
  },
  name: { zh: "请填写姓名，不超过 60 个字", en: "Please give the name, 60 characters at most" },
  role: { zh: `岗位请填：${roleWords("zh")}`, en: `A role is one of: ${roleWords("en")}` },
  schoolCode: {
    zh: "没有这所院校：请填“院校”页里的 5 位代码或全称",
    en: "No such school: please give its five-digit code or its full name as under Schools",
  },
  department: {
    zh: "院系名称不超过 200 个字",
    en: "The name of a department has 200 characters at most",
  },
  province: {
    zh: "没有这个省份，请填全称，如广东省",
    en: "No such province: please give its full name, such as Guangdong",
  },
};

export async function planStaff(
  { db, sealer }: Pick<StaffDeps, "sealer"> & { readonly db: Database | Transaction },
  rows: readonly Cells[],
): Promise<readonly PlannedMember[]> {
  const stored = await readStored(db, sealer);
  const named = await db.select({ code: schools.code, name: schools.name }).from(schools);
  const context: PlanContext = {
    byUsername: new Map(stored.map((one) => [one.username, one])),
    schools: new Map(named.map((school) => [school.code, school.name])),
  };
  const codes = codesByName(named);
  const wantedUsernames = rows.map((row) => plainCell(row.username).toLowerCase());
  const taken = new Set([...context.byUsername.keys(), ...wantedUsernames]);
  const understoodRows = rows.map((row) => {
    const cells = understood(row, stored, taken, codes);
    taken.add(cells.username);
    return cells;
  });
  const persons = understoodRows.map((cells, at) =>
    wantedUsernames[at] === "" ? personOf(cells) : "",
  );
  const doubles = { usernames: duplicatesOf(wantedUsernames), persons: duplicatesOf(persons) };
  return understoodRows.map((cells, at) =>
    planOne(cells, context, doubles, wantedUsernames[at] !== ""),
  );
}

async function readStored(
  db: Database | Transaction,
  sealer: Sealer,
): Promise<readonly StoredMember[]> {
  const { id, username, name, role, schoolCode, department, province, disabledAt } = staff;
  const rows = await db
    .select({ id, username, name, role, schoolCode, department, province, disabledAt })
    .from(staff);
  const others = await db.select().from(staffPosts);
  const othersOf = new Map<string, PostPlace[]>();
  for (const post of others)
    othersOf.set(post.staffId, [...(othersOf.get(post.staffId) ?? []), post]);
  return rows.map((one) => ({
    username: one.username,
    name: sealer.open(one.name, staffPlaces.name(one.id)),
    isDisabled: one.disabledAt !== null,
    posts: [one, ...(othersOf.get(one.id) ?? [])],
  }));
}

const personOf = ({ username: _, name, department, ...place }: Cells): string =>
  name === "" ? "" : JSON.stringify([name, placeKey(department), place]);

const isSamePerson = (stored: StoredMember, { name, ...place }: Omit<Cells, "username">): boolean =>
  stored.name === name &&
  stored.posts.some(
    ({ role, schoolCode, department, province }) =>
      role === place.role &&
      (schoolCode ?? "") === place.schoolCode &&
      placeKey(department ?? "") === placeKey(place.department) &&
      (province ?? "") === place.province,
  );

/** Finds an existing account by name, role and school, so that a sheet without user names creates no duplicates. */
function understood(
  row: Cells,
  stored: readonly StoredMember[],
  taken: ReadonlySet<string>,
  codes: ReadonlyMap<string, string>,
): Cells {
  const [name, school] = [plainCell(row.name), plainCell(row.schoolCode)];
  const schoolCode = codes.get(school) ?? school;
  const role = roleNamed(row.role) ?? plainCell(row.role);
  const enteredUsername = plainCell(row.username).toLowerCase();
  const department = plainCell(row.department);
  const province = provinceNamed(row.province) ?? plainCell(row.province);
  const place = { role, schoolCode, department, province };
  const namesakes = stored.filter((one) => isSamePerson(one, { name, ...place }));
  const same = namesakes.find(({ isDisabled }) => !isDisabled) ?? namesakes[0];
  const username =
    enteredUsername || (same?.username ?? (name === "" ? "" : proposeUsername(name, taken)));
  return { username, name, ...place };
}

/** Returns codes by name. A name that two schools share matches neither. */
function codesByName(
  named: readonly { readonly code: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  const schoolNames = named.map(({ name }) => plainCell(name));
  const doubles = duplicatesOf(schoolNames);
  return new Map(
    named
      .map(({ code }, at) => [schoolNames[at] ?? "", code] as const)
      .filter(([name]) => !doubles.has(name)),
  );
}

/** Reads a role: the label in either language, or the code. */
function roleNamed(cell: string): Role | undefined {
  const word = plainCell(cell).toLowerCase();
  return staffRoles.find((role) =>
    [role, roles[role].zh, roles[role].en.toLowerCase()].includes(word),
  );
}

/** Plans one row. `isNamed` means that the sheet contains the user name. */
function planOne(
  cells: Cells,
  context: PlanContext,
  doubles: Doubles,
  isNamed: boolean,
): PlannedMember {
  const schoolName = context.schools.get(cells.schoolCode) ?? null;
  const { username, name, ...place } = cells;
  const filled = Object.fromEntries(Object.entries(place).filter(([, cell]) => cell !== ""));
  const parsed = routeDefinitions.createStaff.body.safeParse({
    username,
    name,
    role: "",
    ...filled,
  });
  const previous = context.byUsername.get(cells.username);
  const faults = [
    ...(parsed.success ? [] : faultsOf(parsed.error, faultWords)),
    ...(doubles.usernames.has(cells.username) ? [double] : []),
    ...(parsed.success ? placeFaults(parsed.data, schoolName) : []),
    ...(parsed.success && previous && !isSamePerson(previous, cells) ? [ofAnother(previous)] : []),
  ];
  if (!parsed.success || faults.length > 0)
    return { cells, fate: "faulty", notes: faults, member: null, schoolName };
  const member = parsed.data;
  const twins = !isNamed && doubles.persons.has(personOf(cells)) ? [twin] : [];
  if (previous) {
    const notes = [
      ...(isNamed ? [] : [sameName]),
      ...(previous.isDisabled ? [disabled] : []),
      ...twins,
    ];
    return { cells, fate: "same", notes, member, schoolName };
  }
  return { cells, fate: "create", notes: twins, member, schoolName };
}

const sameName = note(
  "username",
  "已有同名、同岗位的账号。若是另一人，请填写用户名",
  "An account of this name and role is there. For another person, please give a user name",
);
const double = note(
  "username",
  "表里有两行用了这个用户名，请改一个",
  "Two rows have this user name: please change one",
);
const twin = note(
  "name",
  "表里有两行姓名、岗位和院校都相同。若是同一人，请只留一行",
  "Two rows have the same name, role and school. If it is one person, please keep one row",
);
const disabled = note(
  null,
  "这个账号已停用，导入不会启用。需要时请到“员工”页启用",
  "This account is disabled and an import leaves it so. Where it is needed, enable it under Staff",
);

const isOfSchool = (role: Role): boolean => role === "school-admin" || role === "department-admin";

/** A part of the place that the role needs and lacks, or has without need. */
function placeFaults(
  { role, schoolCode, department, province }: NewMember,
  schoolName: string | null,
): readonly RowNote[] {
  const unfitting = (
    field: keyof typeof placeWords,
    isNeeded: boolean,
    value: string | undefined,
  ) => {
    if (isNeeded === (value !== undefined)) return [];
    const { zh, en } = placeWords[field][isNeeded ? "missing" : "needless"];
    return [note(field, zh, en)];
  };
  const unknown = note(
    "schoolCode",
    `没有代码为 ${schoolCode} 的院校，请先在“院校”页新建或导入`,
    `There is no school with the code ${schoolCode}: please add it under Schools first`,
  );
  return [
    ...unfitting("schoolCode", isOfSchool(role), schoolCode),
    ...(isOfSchool(role) && schoolCode !== undefined && schoolName === null ? [unknown] : []),
    ...unfitting("department", role === "department-admin", department),
    ...unfitting("province", role === "province-admin", province),
  ];
}

const placeWords = {
  schoolCode: {
    missing: {
      zh: "学校管理员和院系管理员要填院校代码或全称",
      en: "An administrator of a school or department needs the school's code or name",
    },
    needless: {
      zh: "只有学校管理员和院系管理员填院校，其他岗位请留空",
      en: "Only an administrator of a school or department has a school: please leave it empty",
    },
  },
  department: {
    missing: {
      zh: "院系管理员要填院系，与学信网登记的名称一致",
      en: "An administrator of a department needs the department, as CHSI names it",
    },
    needless: {
      zh: "只有院系管理员填院系，其他岗位请留空",
      en: "Only an administrator of a department has one: please leave it empty",
    },
  },
  province: {
    missing: { zh: "省级管理员要填省份", en: "An administrator of a province needs the province" },
    needless: {
      zh: "只有省级管理员填省份，其他岗位请留空",
      en: "Only an administrator of a province has one: please leave it empty",
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<"missing" | "needless", Bilingual>>>>;

/** Note for a row that differs from the existing account, because an import never changes one. */
const ofAnother = ({ name, posts: [{ role }] }: StoredMember): RowNote =>
  note(
    "username",
    `这个用户名已属于${name}（${roles[role].zh}）。若是另一人，请换一个用户名；要改岗位或院校，请到“员工”页`,
    `This user name belongs to ${name} (${roles[role].en}). For another person choose another; role and school are changed under Staff`,
  );
