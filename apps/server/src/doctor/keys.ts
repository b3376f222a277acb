/** Checks the secrets: none is well known, short or reused, and their files are readable only by their owner. */
import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { defaultSandboxUrl, developmentDefaults } from "../settings/development.ts";
import { secretFaults } from "../settings/secret-faults.ts";
import { fileSettings, fillFromFiles } from "../settings/secret-files.ts";
import { type Check, createFault, createWarning, ok } from "./check.ts";

export const keys: Check = {
  label: { zh: "密钥", en: "keys" },
  run: async ({ env }) => {
    const weak = secretFaults(fillFromFiles(env).env, developmentDefaults(defaultSandboxUrl));
    const open: string[] = [];
    for (const name of fileSettings) {
      const file = env[`${name}_FILE`];
      if (file && isAbsolute(file) && ((await stat(file)).mode & 0o077) !== 0) open.push(file);
    }
    if (weak.length + open.length === 0)
      return [ok("互不相同，没有公开的", "different from each other, none of them known")];
    return [
      ...weak.map((words) =>
        createFault(
          { zh: words, en: words },
          {
            zh: "用 gradphoto keys --one 换一个，见 docs/operations/keys.zh.md",
            en: "make another with gradphoto keys --one: docs/operations/keys.md",
          },
        ),
      ),
      ...open.map((file) =>
        createWarning(
          { zh: `其他用户能读 ${file}`, en: `others can read ${file}` },
          { zh: `chmod 600 ${file}`, en: `chmod 600 ${file}` },
        ),
      ),
    ];
  },
};
