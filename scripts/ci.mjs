/** Runs the checks, the tests and every e2e script, names what failed, and sums up in one last line: `N passed, N failed`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureInstalled, root } from "./ensure-installed.mjs";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const folder = mkdtempSync(join(tmpdir(), "gradphoto-ci-"));
const totals = { passed: 0, failed: 0 };
const failures = [];

ensureInstalled();
runCheck();
runTests();
for (const script of e2eScripts()) runE2e(script);
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

function e2eScripts() {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys(scripts).filter((name) => name.startsWith("e2e:"));
}

/** An e2e script's last line is `{"suite":…,"passed":N,"failed":N,"skipped":N}`. */
function runE2e(script) {
  const { status, stdout } = spawnSync(npm, ["run", "--silent", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  process.stdout.write(stdout);
  const lines = stripVTControlCharacters(stdout).trim().split("\n");
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
