/** Students of the demo: enrolment, working day of their start, and last step. */
import type { DemoPhoto } from "./photos.ts";
import { portrait } from "./photos.ts";
import type { Enrolment } from "./student-steps.ts";

/** Last step of a student without a photo. */
type Ending =
  | "unpaid"
  | "paid"
  | "expired"
  | "left"
  | "refund-requested"
  | "refunded"
  | "refund-waits"
  | "refund-confirmed"
  | "refund-abnormal";

/** Last step of a student with a photo. */
const photoEndings = [
  "completed",
  "rejected",
  "appealed",
  "returned",
  "identity",
  "photo-ready",
  "photo-refused",
  "refusal-appealed",
  "in-review",
  "approved",
  "uploading",
  "processing",
] as const;

export interface DemoStudent {
  /** Name by which tests and the page /demo refer to the student. */
  readonly key: string;
  readonly ending: Ending | (typeof photoEndings)[number];
  /** Working day on which the student begins, counted back from today. */
  readonly daysAgo: number;
  readonly enrolment: Enrolment;
  readonly photo?: DemoPhoto;
}

const surnames = [..."林陈黄张李王吴刘蔡杨许郑谢郭洪曾邱廖赖徐周叶苏庄"];
const firstNames = [
  "晓雨",
  "子涵",
  "嘉怡",
  "俊杰",
  "思远",
  "雅婷",
  "浩然",
  "文静",
  "志强",
  "欣怡",
  "宇航",
  "佳琪",
  "明哲",
  "雪梅",
];
/** Department and major. */
export const places = [
  ["信息科学技术学院", "软件工程"],
  ["信息科学技术学院", "网络工程"],
  ["经济学院", "金融学"],
  ["外国语学院", "英语"],
  ["医学部", "临床医学"],
] as const;

type ProjectKey = "blue" | "white" | "closing" | "closed";

/** `yearsAhead` as in the demo's projects. */
const projects = {
  blue: {
    schoolCode: "10559",
    schoolName: "暨南大学",
    category: "bachelor",
    level: "本科",
    yearsAhead: 1,
  },
  white: {
    schoolCode: "10561",
    schoolName: "华南理工大学",
    category: "bachelor",
    level: "本科",
    yearsAhead: 1,
  },
  closing: {
    schoolCode: "10559",
    schoolName: "暨南大学",
    category: "bachelor",
    level: "本科",
    yearsAhead: 0,
  },
  closed: {
    schoolCode: "99901",
    schoolName: "测试职业技术学院",
    category: "vocational",
    level: "中专",
    yearsAhead: 1,
  },
} as const satisfies Readonly<
  Record<
    ProjectKey,
    Omit<Enrolment, "name" | "graduationYear" | "department" | "major" | "class"> & {
      readonly yearsAhead: number;
    }
  >
>;

interface Group {
  readonly ending: DemoStudent["ending"];
  readonly project: ProjectKey;
  /** Working days ago, one for each student; or a number of students spread over a period. */
  readonly days:
    | readonly number[]
    | { readonly count: number; readonly from: number; readonly until: number };
}

const spread = (count: number, from: number, until: number) => ({ count, from, until });

const groups: readonly Group[] = [
  { ending: "unpaid", project: "blue", days: spread(22, 28, 0) },
  { ending: "unpaid", project: "white", days: spread(10, 25, 0) },
  { ending: "unpaid", project: "closing", days: spread(6, 27, 2) },
  { ending: "paid", project: "blue", days: spread(36, 28, 0) },
  { ending: "paid", project: "white", days: spread(14, 26, 0) },
  { ending: "paid", project: "closing", days: spread(12, 29, 1) },
  { ending: "expired", project: "closed", days: spread(10, 29, 12) },
  { ending: "left", project: "blue", days: [21, 9, 4] },
  { ending: "refunded", project: "blue", days: [24, 17, 11, 6] },
  { ending: "refund-requested", project: "closing", days: [2] },
  { ending: "refund-waits", project: "white", days: [3, 1] },
  { ending: "refund-confirmed", project: "closing", days: [0] },
  { ending: "refund-abnormal", project: "blue", days: [8] },
  { ending: "completed", project: "blue", days: [26, 22, 19, 15, 12] },
  { ending: "completed", project: "closing", days: [28] },
  { ending: "returned", project: "blue", days: [10, 3] },
  { ending: "identity", project: "blue", days: [7] },
  { ending: "rejected", project: "blue", days: [5, 2] },
  { ending: "appealed", project: "blue", days: [4] },
  { ending: "photo-ready", project: "blue", days: [3] },
  { ending: "photo-ready", project: "white", days: [1] },
  { ending: "photo-refused", project: "blue", days: [6, 2] },
  { ending: "refusal-appealed", project: "white", days: [3, 1] },
  { ending: "in-review", project: "blue", days: [1, 1, 0] },
  { ending: "in-review", project: "closing", days: [0] },
  { ending: "uploading", project: "blue", days: [0] },
  { ending: "approved", project: "closing", days: [0] },
  { ending: "processing", project: "blue", days: [0] },
];

const daysOf = ({ days }: Group): readonly number[] => {
  if (!("count" in days)) return days;
  const { count, from, until } = days;
  return Array.from({ length: count }, (_, index) =>
    Math.round(from - ((from - until) * index) / Math.max(1, count - 1)),
  );
};

/** Walls around a portrait, different enough that no photo is detected as a duplicate. */
const walls = [
  { left: 0, right: 0, top: 0 },
  { left: 0.3, right: 0.05, top: 0.1 },
  { left: 0.05, right: 0.35, top: 0.1 },
  { left: 0.3, right: 0.3, top: 0.25 },
  { left: 0.1, right: 0.5, top: 0.3 },
  { left: 0.5, right: 0.5, top: 0.45 },
] as const;

/** Hair and clothes of the drawn people, one for each wall, because the duplicate check looks at little else. */
const looks = [
  { hairColour: "#120e0d", clothesColour: "#6e2b33" },
  { hairColour: "#40291c", clothesColour: "#2f4a3a" },
  { hairColour: "#2e2a29", clothesColour: "#b08a4e" },
  { hairColour: "#120e0d", clothesColour: "#7d6a86" },
  { hairColour: "#40291c", clothesColour: "#1f1f23" },
  { hairColour: "#221814", clothesColour: "#6b4a2f" },
] as const;

const [marc, marie] = [portrait("material", "marc"), portrait("softUi", "marie")];

/** Photos that the checks accept, in the order in which students take them. */
const goodPhotos: readonly DemoPhoto[] = walls.flatMap((wall, index) =>
  [
    { of: marc },
    { of: marie },
    // Apart from the sample photo, which visitors submit.
    {
      of: looks[index] ?? looks[0],
      ...(index === 0 && { wall: { left: 0.15, right: 0.15, top: 0.15 } }),
    },
    { of: marc, mirrored: true },
    { of: marie, mirrored: true },
  ].map((photo) => ({ wall, ...photo, light: 0.94 + 0.12 * wall.left })),
);

/** Student who uploads another student's photo, so that the review desk shows a duplicate. */
const duplicateUploader = "in-review-2";

/** Photos that the checks refuse. */
const badPhotos: readonly DemoPhoto[] = [
  { of: portrait("material", "christian") },
  { of: portrait("softUi", "team-4") },
  { of: portrait("softUi", "ivana-square") },
  { of: portrait("material", "kendall") },
];

const refusedEndings: readonly DemoStudent["ending"][] = ["photo-refused", "refusal-appealed"];

/** Returns all students. `year`: the current one. Keys are the ending and a number, such as `in-review-1`. */
export function demoStudents(year: number): readonly DemoStudent[] {
  const counts = new Map<string, number>();
  const used = { good: 0, bad: 0 };
  const all = groups.flatMap((group) => daysOf(group).map((daysAgo) => ({ ...group, daysAgo })));
  return all.map(({ ending, project, daysAgo }, index) => {
    const number = (counts.get(ending) ?? 0) + 1;
    counts.set(ending, number);
    const { yearsAhead, ...school } = projects[project];
    const [department, major] = places[index % places.length] ?? places[0];
    const key = `${ending}-${number}`;
    const takesPhoto = photoEndings.some((one) => one === ending);
    const isBad = refusedEndings.includes(ending);
    const good = () => goodPhotos[key === duplicateUploader ? 0 : used.good++];
    const photo = takesPhoto ? (isBad ? badPhotos[used.bad++] : good()) : undefined;
    return {
      key,
      ending,
      daysAgo,
      enrolment: {
        ...school,
        name: `测试${surnames[index % surnames.length]}${firstNames[index % firstNames.length]}`,
        graduationYear: year + yearsAhead,
        department,
        major,
        class: `${major}${(index % 2) + 1}班`,
      },
      ...(photo && { photo }),
    };
  });
}
