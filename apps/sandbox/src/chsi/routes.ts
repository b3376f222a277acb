/** Endpoints of the CHSI stand-in: the page where students get collection codes, the gateway, and their control API. */
import { z } from "zod";
import { type Answer, type Call, drawQr, json, png, refusal } from "../answer.ts";
import { readBody, readParam } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import { newId, type World } from "../world.ts";
import { studentFields } from "./chsi-books.ts";
import { decode, verifyLastFour } from "./gateway.ts";
import { codeRequest, issueCode } from "./issue-code.ts";
import { chsiCodePage, chsiPage } from "./page.ts";
import { patternStudent } from "./seed-students.ts";

/** Adds a test student. Missing fields are generated; name, identity number and student number differ each time. */
function addStudent(world: World, call: Call): Answer {
  const { students, schools } = world.books.chsi;
  const n = students.length + 1;
  const fields = readBody(studentFields.partial(), call);
  const student = {
    ...studentFields.parse({ ...patternStudent(world.now(), n), ...fields }),
    id: newId(world, 6),
    collected: false,
  };
  schools[student.schoolCode] ??= student.schoolName;
  students.push(student);
  return json(201, student);
}

function changeStudent(world: World, call: Call): Answer {
  const student = world.books.chsi.students.find(({ id }) => id === readParam(call, "id"));
  if (!student) return refusal(404, "unknown-student", "没有这个学生 / no such student");
  Object.assign(
    student,
    readBody(studentFields.partial().extend({ collected: z.boolean().optional() }), call),
  );
  return json(200, student);
}

async function addCode(world: World, call: Call, as: "text" | "png"): Promise<Answer> {
  const issued = issueCode(world, readBody(codeRequest, call));
  if (issued === "unknown-student") return refusal(404, issued, "没有这个学生 / no such student");
  if (issued === "unknown-school") return refusal(404, issued, "没有这所院校 / no such school");
  return as === "text" ? json(201, issued) : png(await drawQr(issued.text));
}

export const chsiRoutes = (world: World): readonly Endpoint[] => [
  { method: "GET", path: "/chsi", answer: () => chsiPage(world) },
  { method: "POST", path: "/chsi", answer: (call) => chsiCodePage(world, call) },
  { method: "POST", path: "/chsi/decode", target: "chsi", answer: (call) => decode(world, call) },
  {
    method: "POST",
    path: "/chsi/verify",
    target: "chsi",
    answer: (call) => verifyLastFour(world, call),
  },

  {
    method: "GET",
    path: "/control/chsi/students",
    answer: () => json(200, world.books.chsi.students),
  },
  { method: "POST", path: "/control/chsi/students", answer: (call) => addStudent(world, call) },
  {
    method: "PATCH",
    path: "/control/chsi/students/:id",
    answer: (call) => changeStudent(world, call),
  },
  { method: "POST", path: "/control/chsi/codes", answer: (call) => addCode(world, call, "text") },
  {
    method: "POST",
    path: "/control/chsi/codes.png",
    answer: (call) => addCode(world, call, "png"),
  },
];
