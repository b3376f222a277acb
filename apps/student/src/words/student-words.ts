/** Labels of the student's data. */
import { wordsOf } from "./words.ts";

export const studentFacts = wordsOf(
  {
    school: "学校",
    department: "院系",
    major: "专业",
    className: "班级",
    level: "层次",
    studentNumber: "学号",
  },
  {
    school: "School",
    department: "Department",
    major: "Major",
    className: "Class",
    level: "Level",
    studentNumber: "Student no.",
  },
);
