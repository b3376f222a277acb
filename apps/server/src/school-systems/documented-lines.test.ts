/** Runs the lines of docs/schools.md literally against the complete service. docs/schools.zh.md has the same lines: scripts/documents.test.ts. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { allCollectionStates, collectionStates } from "@gradphoto/domain";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { photoOf } from "../collections/testing/attempt-world.ts";
import { temporaryFolder } from "../testing/resources.ts";
import { openSchoolSystemWorld } from "./testing/school-system-world.ts";

const read = (name: string): string =>
  readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");
const page = read("schools.md");
const blocksOf = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, block = ""]) => block,
  );
const isMissing = (program: string): boolean => spawnSync(program, ["--version"]).status !== 0;

const world = await openSchoolSystemWorld();
const made = await world.addCompleted();
const url = await world.app.listen({ host: "127.0.0.1", port: 0 });
const env = { ...process.env, GRADPHOTO_URL: url, GRADPHOTO_KEY: await world.addKey() };
const cwd = temporaryFolder("documented");
const run = async (program: string, ...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(program, [...args], { env, cwd })).stdout;

test.each([
  ["en", "schools.md"],
  ["zh", "schools.zh.md"],
] as const)("the table of states has every state with its words: %s", (language, name) => {
  const rows = allCollectionStates.map(
    (state) => `| \`${state}\` | ${collectionStates[state].label[language]} |`,
  );
  expect(read(name)).toContain(rows.join("\n"));
});

test.skipIf(isMissing("curl"))("the lines of curl read projects, progress and a ZIP", async () => {
  const [projects, progress, zip] = blocksOf("sh");
  expect(JSON.parse(await run("sh", "-c", projects ?? "false"))).toMatchObject({
    projects: [{ projectId: world.projectId }],
  });
  expect(JSON.parse(await run("sh", "-c", progress ?? "false"))).toMatchObject({ completed: 1 });
  await run("sh", "-c", zip ?? "false");
  expect(readFileSync(join(cwd, "photos.zip")).includes(`${made.collectionId}.jpg`)).toBe(true);
});

test.skipIf(isMissing("python3"))(
  "the program in Python stores the photo once and continues from its cursor",
  async () => {
    const [program = ""] = blocksOf("python");
    expect(await run("python3", "-c", program)).toContain("测试甲");
    const photo = join(cwd, `${made.collectionId}.jpg`);
    expect(readFileSync(photo)).toEqual(Buffer.from(photoOf(made.attemptId)));
    expect(await run("python3", "-c", program)).toBe("");
    await world.pool.query("update consents set withdrawn_at = granted_at where account_id = $1", [
      made.accountId,
    ]);
    expect(await run("python3", "-c", program)).toContain("deleted");
    expect(existsSync(photo)).toBe(false);
  },
);

test.skipIf(isMissing("python3"))(
  "the function in Python accepts a signature of ours, and refuses another body or an old one",
  async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const [, verify = ""] = blocksOf("python");
    const isValid = async (at: Date, sent: string): Promise<string> => {
      const signature = new Webhook(secret).sign("id-1", at, "{}");
      const headers = {
        "webhook-id": "id-1",
        "webhook-timestamp": `${Math.floor(at.getTime() / 1000)}`,
        "webhook-signature": signature,
      };
      return run(
        "python3",
        "-c",
        `${verify}\nprint(verify("${secret}", ${JSON.stringify(headers)}, b'${sent}'))`,
      );
    };
    expect(await isValid(new Date(), "{}")).toBe("True\n");
    expect(await isValid(new Date(), "{ }")).toBe("False\n");
    expect(await isValid(new Date(Date.now() - 600_000), "{}")).toBe("False\n");
  },
);
