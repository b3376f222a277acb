/** Runs the checks, the tests and every e2e script, names what failed, and sums up in one last line: `N passed, N failed`. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { ensureWebApps } from "./ensure-web-apps.mjs";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const folder = mkdtempSync(join(tmpdir(), "gradphoto-ci-"));
const totals = { passed: 0, failed: 0 };
const failures = [];

ensureInstalled();
runCheck();
runTests();
ensureWebApps();
await runE2eScripts();
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);

function runCheck() {
  const { status } = spawnSync(npm, ["run", "check"], { cwd: root, stdio: "inherit" });
  count(status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  if (status !== 0) failures.push("npm run check");
}

function runTests() {
  const report = join(folder, "tests.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = spawnSync(npm, ["test", "--", ...reporters], { cwd: root, stdio: "inherit" });
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

/** Three at a time, because a suite waits half of its time, and the longest first. Each has a product of its own. */
async function runE2eScripts() {
  const longest = ["e2e:console-work", "e2e:console", "e2e:student", "e2e:console-axe"];
  const waiting = [...longest, ...e2eScripts().filter((script) => !longest.includes(script))];
  const inTurn = async () => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await runE2e(script);
  };
  await Promise.all([inTurn(), inTurn(), inTurn()]);
}

function e2eScripts() {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys(scripts).filter((name) => name.startsWith("e2e:"));
}

/** An e2e script's last line is `{"suite":…,"passed":N,"failed":N,"skipped":N}`. */
async function runE2e(script) {
  const suite = spawn(npm, ["run", "--silent", script], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => suite.once("close", done));
  const lines = [];
  for await (const line of createInterface({ input: suite.stdout })) {
    process.stdout.write(`${line}\n`);
    if (line.trim() !== "") lines.push(stripVTControlCharacters(line));
  }
  const status = await ended;
  const tally = readTally(lines.at(-1));
  const failed = Math.max(tally.failed, status === 0 ? 0 : 1);
  count({ passed: tally.passed, failed });
  if (failed > 0) failures.push(`npm run ${script}`, ...lines.filter((line) => /^ *✘/.test(line)));
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
