import { expect, test } from "vitest";
import { readServiceConfig } from "../settings/service-config.ts";
import { productionSettings } from "../settings/testing/production-settings.ts";
import { decodingFinding, requireIsolation } from "./decoder-isolation.ts";

const configWith = (env: Record<string, string>) =>
  readServiceConfig({ ...productionSettings, ...env }).config;
const start = (level: Parameters<typeof decodingFinding>[0], env: Record<string, string> = {}) =>
  requireIsolation(configWith(env), async () => level);

test.each(["namespaces", "privileges", "process"] as const)(
  "production refuses to start with decoder isolation of only %s, unless a setting allows it",
  async (level) => {
    await expect(start(level)).rejects.toThrow(`set GRADPHOTO_DECODER_ISOLATION=${level}`);
    await start(level, { GRADPHOTO_DECODER_ISOLATION: level });
    expect(decodingFinding(level, configWith({})).state).toBe("fault");
    const accepted = decodingFinding(level, configWith({ GRADPHOTO_DECODER_ISOLATION: level }));
    expect(accepted).toMatchObject({
      state: "warning",
      advice: { en: expect.stringContaining("bubblewrap") },
    });
  },
);

test("production starts with bubblewrap or the sandbox, and development with any isolation", async () => {
  for (const level of ["sandbox", "bubblewrap"] as const) {
    await start(level);
    expect(decodingFinding(level, configWith({})).state).toBe("ok");
  }
  await requireIsolation(readServiceConfig({}).config, async () => "process");
  await expect(start("process", { GRADPHOTO_DECODER_ISOLATION: "privileges" })).rejects.toThrow(
    "privileges is required",
  );
});
