/** A student as a screen may show them: recognisable to who they are, to nobody else. */
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

/** The first character and a star for each other one. */
export function maskName(name: string): string {
  const [first = "", ...rest] = name;
  return first + stars(rest.length);
}

/** The last three; of a shorter number than six characters the last alone. */
export function maskNumber(number: string): string {
  const visible = number.length < 6 ? 1 : 3;
  return stars(number.length - visible) + number.slice(-visible);
}

const orNull = (text: string): string | null => (text === "" ? null : text);

export const maskStudent = (student: Student, school: string): RouteAnswer<"readCollection">["student"] => ({
  nameMasked: maskName(student.name),
  school,
  department: orNull(student.department),
  major: orNull(student.major),
  className: orNull(student.class),
  level: orNull(student.level),
  studentNumberMasked: student.studentNumber === "" ? null : maskNumber(student.studentNumber),
});
