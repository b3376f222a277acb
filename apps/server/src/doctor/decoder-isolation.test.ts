import { expect, test } from "vitest";
import { readServiceConfig } from "../settings/service-config.ts";
import { production } from "../settings/testing/production-settings.ts";
import { decodingFinding, requireIsolation } from "./decoder-isolation.ts";

const configWith = (env: Record<string, string>) => readServiceConfig({ ...production, ...env }).config;
const start = (level: Parameters<typeof decodingFinding>[0], env: Record<string, string> = {}) =>
  requireIsolation(configWith(env), async () => level);

test.each(["namespaces", "privileges", "process"] as const)(
  "production does not start where decoders get no further than %s, unless a setting says so",
  async (level) => {
    await expect(start(level)).rejects.toThrow(`set GRADPHOTO_DECODER_ISOLATION=${level}`);
    await start(level, { GRADPHOTO_DECODER_ISOLATION: level });
    expect(decodingFinding(level, configWith({})).state).toBe("fault");
    const accepted = decodingFinding(level, configWith({ GRADPHOTO_DECODER_ISOLATION: level }));
    expect(accepted).toMatchObject({ state: "warning", advice: { en: expect.stringContaining("bubblewrap") } });
  },
);

test("production starts behind bubblewrap and the sandbox, and development anywhere", async () => {
  for (const level of ["sandbox", "bubblewrap"] as const) {
    await start(level);
    expect(decodingFinding(level, configWith({})).state).toBe("ok");
  }
  await requireIsolation(readServiceConfig({}).config, async () => "process");
  await expect(start("process", { GRADPHOTO_DECODER_ISOLATION: "privileges" })).rejects.toThrow(
    "privileges is required",
  );
});
