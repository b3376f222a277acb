/** Version of the running release. */
import { existsSync, readFileSync } from "node:fs";
import { engineVersion } from "@gradphoto/engine";
import { z } from "zod";

const build = z.object({
  version: z.string(),
  commit: z.string().nullable(),
  builtAt: z.string(),
  engine: z.string(),
});

export type ServiceBuild = z.output<typeof build>;

const manifest = z.object({ version: z.string() });

const read = (place: string): unknown =>
  JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8"));
const ofRelease = "../../../../version.json";

/** Version and commit. A checkout reports no commit, because it may contain uncommitted changes. */
export const serviceBuild: ServiceBuild = existsSync(new URL(ofRelease, import.meta.url))
  ? build.parse(read(ofRelease))
  : {
      version: manifest.parse(read("../../package.json")).version,
      commit: null,
      builtAt: "",
      engine: engineVersion,
    };

export const serviceVersion: string = serviceBuild.version;

/** Labels of the build-info metric. */
export const buildLabels = (process: "api" | "worker"): Readonly<Record<string, string>> => ({
  process,
  version: serviceBuild.version,
  commit: serviceBuild.commit ?? "",
  engine: serviceBuild.engine,
  node: globalThis.process.versions.node,
});
