/** Schools and test students of a fresh sandbox: every form of identity number, this year's and next year's classes. */
import { passesChecksum } from "./passes-checksum.ts";

export const seedSchools: Readonly<Record<string, string>> = {
  "10559": "暨南大学",
  "10558": "中山大学",
  "10561": "华南理工大学",
};

const row = (
  name: string,
  idNumber: string,
  schoolCode: string,
  [department, major, level, category]: readonly [string, string, string, string],
  graduationYear: number,
  studentNumber: string,
) => ({
  name,
  idNumber,
  schoolCode,
  schoolName: seedSchools[schoolCode] ?? "",
  department,
  major,
  class: `${major}1班`,
  level,
  category,
  graduationYear,
  studentNumber,
});

const software = ["信息科学技术学院", "软件工程", "本科", "bachelor"] as const;
const medicine = ["医学部", "临床医学", "硕士研究生", "graduate"] as const;
const accounting = ["继续教育学院", "会计", "专科", "adult"] as const;

/**
 * Builds the test students. Their identity numbers use area code 990000, which is unassigned, and fail the checksum.
 * The books refuse any other number.
 */
export function seedStudents(now: Date) {
  const year = now.getUTCFullYear();
  return [
    row("测试甲", "990000200401010018", "10559", software, year, "2022000001"),
    row("测试乙", "99000020040202002X", "10559", software, year + 1, "2023000002"),
    row("测试丙", "A123456(7)", "10559", software, year + 1, "2023000003"),
    row("测试丁", "1234567(8)", "10559", medicine, year + 1, "2023000004"),
    row("测试戊", "A123456788", "10558", medicine, year, "2022000005"),
    row("测试己", "830000200405050056", "10558", software, year + 1, "2023000006"),
    row("测试庚", "990000200306060067", "10561", accounting, year, "2022000007"),
    row("测试辛", "990000200407070078", "10559", software, year + 2, "2024000008"),
  ];
}

/** Builds the n-th student that a test creates: at the first school, graduating next year. */
export function patternStudent(now: Date, n: number) {
  const serial = String(n).padStart(4, "0");
  const year = now.getUTCFullYear() + 1;
  return row(
    `测试${n}`,
    failingNumber(`9900002004010${serial}`),
    "10559",
    software,
    year,
    `${year - 4}00${serial}`,
  );
}

/** Appends a last digit that fails the checksum to 17 digits. */
function failingNumber(start: string): string {
  const number = `${start}0`;
  return passesChecksum(number) ? `${start}1` : number;
}
