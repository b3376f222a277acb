/**
 * Command `npm run trial:first-day -- --url https://photo.example.org --outside https://outside.example.org --operator
 * ming.li:<initial password>`: walks a new installation that uses the sandbox, through its proxy, from the first
 * operator's sign-in to a student's photo. Prints the time of each step. The last line is JSON.
 */
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { TOTP } from "otpauth";
import { openClient, type PersonClient, take } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { openProject } from "../people/project-terms.ts";
import { addShootingStudent } from "../people/shooting-student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { lookAtPhoto } from "./look-at-photo.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "" },
    outside: { type: "string", default: "" },
    operator: { type: "string", default: "" },
  },
});
const { url, outside } = values;
if ([url, outside, values.operator].includes("")) {
  console.error(
    "npm run trial:first-day -- --url <address> --outside <sandbox> --operator <username>:<initial password>",
  );
  process.exit(64);
}
const [username = "", initialPassword = ""] = values.operator.split(":");
const startedMs = performance.now();
const steps: Record<string, number> = {};

async function step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const beganMs = performance.now();
  const value = await work();
  steps[name] = Math.round(performance.now() - beganMs);
  process.stderr.write(`${String(steps[name]).padStart(7)} ms  ${name}\n`);
  return value;
}

/** Changes the password and sets up one-time codes, as the console does. */
async function openOperator(): Promise<PersonClient> {
  const operator = openClient(url);
  const { call, signInAs } = operator;
  signInAs(
    (await take(call("staffSignIn", { body: { username, password: initialPassword } }))).token,
  );
  const password = `${initialPassword}-of-my-own`;
  await take(
    call("changePassword", { body: { password: initialPassword, newPassword: password } }),
  );
  const { secret } = await take(call("startTotpEnrolment", { body: { password } }));
  await take(
    call("confirmTotpEnrolment", { body: { oneTimeCode: new TOTP({ secret }).generate() } }),
  );
  return operator;
}

/** Adds the school of the usual students, with an open project. */
async function openSchool({ call }: PersonClient): Promise<void> {
  const school = {
    name: "暨南大学",
    aliases: [],
    pinyin: "ji nan da xue",
    hotline: "400-000-0000",
  };
  await take(
    call("createSchool", { body: { schoolCode: "10559", ...school, serviceHours: "09:00–18:00" } }),
  );
  const { projectId } = await take(call("createProject", { body: openProject() }));
  await take(call("confirmProject", { params: { projectId } }));
}

for (const path of ["/", "/console/", "/healthz", "/readyz", "/.well-known/security.txt"]) {
  const { status } = await fetch(`${url}${path}`);
  assert.equal(status, 200, `${path} answers ${status}`);
}
const world = openOutsideWorld(outside);
const operator = await step("the operator's first sign-in: password, one-time codes", openOperator);
await step("a school with an open project", () => openSchool(operator));
const student = await step("a student signs in, verifies the code, pays, agrees", () =>
  addShootingStudent(world, url, 1),
);
await step("a photo is uploaded, processed and submitted", () => submitPhoto(student));
await step("the student views the photo", () => lookAtPhoto(url, student.client, student));
const seconds = Math.round((performance.now() - startedMs) / 1000);
process.stdout.write(`${JSON.stringify({ trial: "first-day", ok: true, steps, seconds })}\n`);
