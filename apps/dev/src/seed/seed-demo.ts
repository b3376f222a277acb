/** Adds the demo's schools and projects to the database. Existing rows stay unchanged. */
import {
  beijingDay,
  type EducationCategory,
  findPhotoSpec,
  type PhotoSpecId,
  type Province,
  type RefundRule,
  startOfBeijingDay,
} from "@gradphoto/domain";
import { type Database, inTransaction } from "@gradphoto/server/database";
import { projects, schools } from "@gradphoto/server/tables";

/** School of the demo. The names of invented schools contain 测试; real schools have their real codes. */
interface DemoSchool {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly pinyin: string;
  readonly pinyinInitials: string;
  /** Province of a real school. */
  readonly province?: Province;
  readonly projects: readonly DemoProject[];
}

/** Project of a demo school. */
interface DemoProject {
  readonly category: EducationCategory;
  /** Number of years from now to the graduation year. */
  readonly yearsAhead: 0 | 1;
  readonly window: DemoWindow;
  readonly feeFen: number;
  readonly specId: PhotoSpecId;
  readonly albumAllowed: boolean;
  readonly tryBeforePay: boolean;
  readonly attemptsLimit: number | null;
  /** Duration of the review in working days. */
  readonly reviewDays: number;
  readonly refundRule: RefundRule;
}

/** Period in which the project is open, in days from today. */
type DemoWindow = keyof typeof demoWindows;
const demoWindows = {
  open: { opensInDays: -45, closesInDays: 180 },
  "ends-soon": { opensInDays: -60, closesInDays: 7 },
  upcoming: { opensInDays: 30, closesInDays: 120 },
  closed: { opensInDays: -120, closesInDays: -10 },
} as const;

const usual = {
  yearsAhead: 1,
  window: "open",
  feeFen: 2500,
  specId: "chsi-blue",
  albumAllowed: true,
  tryBeforePay: true,
  attemptsLimit: null,
  reviewDays: 2,
  refundRule: "until-submitted",
} as const;

const demoSchools: readonly DemoSchool[] = [
  {
    code: "10559",
    name: "暨南大学",
    aliases: ["暨大", "JNU"],
    pinyin: "ji nan da xue",
    pinyinInitials: "jndx",
    province: "44",
    projects: [
      { ...usual, category: "bachelor" },
      { ...usual, category: "bachelor", yearsAhead: 0, window: "ends-soon" },
      { ...usual, category: "graduate", feeFen: 3000 },
      { ...usual, category: "adult", feeFen: 3500, albumAllowed: false, refundRule: "until-photo" },
      { ...usual, category: "online", window: "upcoming" },
    ],
  },
  {
    code: "10558",
    name: "中山大学",
    aliases: ["中大", "SYSU"],
    pinyin: "zhong shan da xue",
    pinyinInitials: "zsdx",
    province: "44",
    projects: [
      { ...usual, category: "bachelor", feeFen: 2000, attemptsLimit: 20 },
      { ...usual, category: "graduate", yearsAhead: 0, reviewDays: 3 },
    ],
  },
  {
    code: "10561",
    name: "华南理工大学",
    aliases: ["华工", "SCUT"],
    pinyin: "hua nan li gong da xue",
    pinyinInitials: "hnlgdx",
    province: "44",
    projects: [
      { ...usual, category: "bachelor", specId: "chsi-white" },
      { ...usual, category: "adult", yearsAhead: 0, feeFen: 3500, refundRule: "until-photo" },
    ],
  },
  {
    code: "99901",
    name: "测试职业技术学院",
    aliases: ["测试职院"],
    pinyin: "ce shi zhi ye ji shu xue yuan",
    pinyinInitials: "cszyjsxy",
    projects: [
      { ...usual, category: "associate", feeFen: 1500, albumAllowed: false, attemptsLimit: 5 },
      { ...usual, category: "vocational", window: "closed", feeFen: 1500 },
    ],
  },
  {
    code: "99902",
    name: "测试开放大学",
    aliases: ["测试开大"],
    pinyin: "ce shi kai fang da xue",
    pinyinInitials: "cskfdx",
    projects: [
      { ...usual, category: "online", window: "upcoming" },
      { ...usual, category: "self-study", window: "closed", feeFen: 0 },
    ],
  },
];

export interface SeedDeps {
  readonly db: Database;
  readonly clock: () => Date;
  readonly ids: () => string;
}

/** Phone number that reaches nobody. */
const hotline = "000-0000-0000";
const serviceHours = "09:00–18:00";
const retentionDays = 365;
const dayMs = 24 * 3600 * 1000;

export async function seedDemo({ db, clock, ids }: SeedDeps): Promise<void> {
  const now = clock();
  await inTransaction(db, async (tx) => {
    for (const school of demoSchools) {
      const { code, name, aliases, pinyin, pinyinInitials, province = null } = school;
      await tx
        .insert(schools)
        .values({
          code,
          name,
          aliases: [...aliases],
          pinyin,
          pinyinInitials,
          hotline,
          serviceHours,
          province,
        })
        .onConflictDoNothing();
      const rows = school.projects.map((project) => projectRow(school, project, now, ids()));
      await tx.insert(projects).values(rows).onConflictDoNothing();
    }
  });
}

function projectRow(
  { code }: DemoSchool,
  project: DemoProject,
  now: Date,
  id: string,
): typeof projects.$inferInsert {
  const { category, yearsAhead, window, specId, ...promised } = project;
  const spec = findPhotoSpec(specId);
  if (!spec) throw new Error(`The demo names the unknown photo spec "${specId}"`);
  const { opensInDays, closesInDays } = demoWindows[window];
  return {
    ...promised,
    id,
    schoolCode: code,
    educationCategory: category,
    graduationYear: now.getUTCFullYear() + yearsAhead,
    opensAt: inDays(now, opensInDays),
    closesAt: inDays(now, closesInDays),
    specId,
    fileMinBytes: spec.file.minBytes,
    fileMaxBytes: spec.file.maxBytes,
    retentionDays,
    hotline,
    confirmedAt: now,
  };
}

/** Midnight in China, this many days from today. */
function inDays(now: Date, days: number): Date {
  return new Date(startOfBeijingDay(beijingDay(now)).getTime() + days * dayMs);
}
