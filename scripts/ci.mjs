/** Runs the checks, the tests, every e2e suite and the size limits, names what failed, and sums up in one last line: `N passed, N failed`. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { compressStudentApp, ensureWebApps } from "./ensure-web-apps.mjs";

/** CI runs every generated test case; a local run takes a sample. */
process.env.CI ??= "true";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const folder = mkdtempSync(join(tmpdir(), "gradphoto-ci-"));
const totals = { passed: 0, failed: 0 };
const failures = [];
/** Each child leads a process group, so a signal also reaches its browsers and products. */
const running = new Set();
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, () => {
    stopping = true;
    if (running.size === 0) process.exit(1);
    for (const { pid } of running) process.kill(-pid, "SIGTERM");
  });
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const node = ensureInstalled("all");
await runStep("npm run check", npm, ["run", "check"]);
await runTests();
await ensureWebApps();
await compressStudentApp();
await runE2eSuites();
// Checks both builds of the student app, which the suites have just created.
await runStep("node scripts/student-sizes.ts", node, [join("scripts", "student-sizes.ts")]);
for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);

function start(command, args, stdout) {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", stdout, "inherit"],
  });
  running.add(child);
  const ended = new Promise((done) => {
    child.once("close", (code) => {
      running.delete(child);
      if (!stopping) done(code);
      else if (running.size === 0) process.exit(1);
    });
  });
  return { child, ended };
}

async function runStep(name, command, args) {
  const ended = (await start(command, args, "inherit").ended) === 0;
  count(ended ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  if (!ended) failures.push(name);
}

async function runTests() {
  const report = join(folder, "tests.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = await start(npm, ["test", "--", ...reporters], "inherit").ended;
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = readReport(report);
  const failed = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0, status === 0 ? 0 : 1);
  count({ passed: numPassedTests, failed });
  const named = testResults.flatMap(failuresOfFile);
  failures.push(...(failed > 0 && named.length === 0 ? [`npm test ended with ${status}`] : named));
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1, testResults: [] };
  }
}

function failuresOfFile({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const tests = assertionResults.filter((test) => test.status === "failed");
  if (tests.length === 0) return status === "failed" ? [`${file}: ${firstLine(message)}`] : [];
  return tests.map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
}

function firstLine(text = "") {
  return text.split("\n", 1)[0];
}

/** Runs three suites at a time, longest first, because a suite waits half of its time. Each starts its own product. */
async function runE2eSuites() {
  const longest = ["console-work", "student", "console-axe", "console", "readme"];
  const ordered = [...longest, ...readSuites().filter((suite) => !longest.includes(suite))];
  const waiting = [...ordered.map((suite) => ["e2e", "--", suite]), ["story"]];
  const inTurn = async () => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift())
      await runE2e(script);
  };
  await Promise.all([inTurn(), inTurn(), inTurn()]);
}

/** Reads the names of Playwright's projects in a second process, because this Node may not run TypeScript. */
function readSuites() {
  const script =
    'const { default: config } = await import("./e2e/playwright.config.ts"); console.log(config.projects.map(({ name }) => name).join(" "));';
  const { stdout } = spawnSync(node, ["--input-type=module", "--eval", script], {
    cwd: root,
    encoding: "utf8",
  });
  return stdout.trim().split(" ");
}

/** A suite's last line is `{"suite":…,"passed":N,"failed":N,"skipped":N}`. */
async function runE2e(script) {
  const { child, ended } = start(npm, ["run", "--silent", ...script], "pipe");
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    if (line.trim() !== "") lines.push(stripVTControlCharacters(line));
  }
  const status = await ended;
  const tally = readTally(lines.at(-1));
  const failed = Math.max(tally.failed, status === 0 ? 0 : 1);
  count({ passed: tally.passed, failed });
  if (failed > 0)
    failures.push(`npm run ${script.join(" ")}`, ...lines.filter((line) => line.startsWith("✘")));
}

function readTally(line = "") {
  try {
    return JSON.parse(line);
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function count({ passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
}
