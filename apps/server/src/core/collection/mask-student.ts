/** Masks student data for display: recognisable to the student, not to others. */
import type { RouteAnswer } from "@gradphoto/domain/routes";

export interface Student {
  readonly name: string;
  readonly studentNumber: string;
  readonly department: string;
  readonly major: string;
  readonly class: string;
  readonly level: string;
}

const stars = (count: number): string => "*".repeat(Math.max(count, 0));

/** Returns the first character and a star for each other one. */
export function maskName(name: string): string {
  const [first = "", ...rest] = name;
  return first + stars(rest.length);
}

/** Leaves the last three characters visible; of a number shorter than six, only the last one. */
export function maskNumber(number: string): string {
  const visible = number.length < 6 ? 1 : 3;
  return stars(number.length - visible) + number.slice(-visible);
}

const orNull = (text: string): string | null => (text === "" ? null : text);

export const maskStudent = (
  student: Student,
  school: string,
): RouteAnswer<"readCollection">["student"] => ({
  nameMasked: maskName(student.name),
  school,
  department: orNull(student.department),
  major: orNull(student.major),
  className: orNull(student.class),
  level: orNull(student.level),
  studentNumberMasked: student.studentNumber === "" ? null : maskNumber(student.studentNumber),
});
