/** Bundles the programs into plain JavaScript in which every source still finds what lies beside it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { root } from "../ensure-installed.mjs";
import { decoders, keptPackages } from "./places.mjs";

/** Everything bundled lies in this folder of the release. */
export const bundled = "programs";

const toPosix = (path) => path.replaceAll("\\", "/");
const isOurs = (path) => !path.includes("node_modules");

/** What a source finds beside itself it finds at the same place of the release. */
const keepPlaces = {
  name: "keep-places",
  setup(setup) {
    setup.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => {
      if (!isOurs(path)) return null;
      const text = await readFile(path, "utf8");
      const place = JSON.stringify(toPosix(join("..", relative(root, path))));
      const contents = text.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`);
      return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
    });
  },
};

/** A release holds no TypeScript to load or to build. */
const withoutLoader = {
  name: "without-loader",
  setup(setup) {
    setup.onResolve({ filter: /^tsx\/esm\/api$|(^|\/)import-built(\.mjs)?$/ }, () => ({
      path: "none",
      namespace: "without-loader",
    }));
    setup.onLoad({ filter: /./, namespace: "without-loader" }, () => ({
      contents: "export const register = () => {}; export const makeBuilt = async () => {};",
    }));
  },
};

const keepPackages = {
  name: "keep-packages",
  setup(setup) {
    const kept = new Map(keptPackages.map((one) => [one.name, one]));
    const neverThere = ["esbuild", "pg-native"];
    setup.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      const parts = path.split("/");
      const name = path.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
      if (!kept.has(name) && !neverThere.includes(name)) return null;
      const { nested } = kept.get(name) ?? {};
      return { path: nested ? `../${nested}` : path, external: true };
    });
  },
};

/** Libraries that are not modules ask for Node's parts by `require`. */
const banner = `import { createRequire as requireOfNode } from "node:module"; const require = requireOfNode(import.meta.url);`;

/** What apps/server/bin/<name>.mjs is where there is nothing to build. */
const programEntries = {
  name: "program-entries",
  setup(setup) {
    setup.onResolve({ filter: /^program:/ }, ({ path }) => ({
      path: path.slice("program:".length),
      namespace: "program",
    }));
    setup.onLoad({ filter: /./, namespace: "program" }, ({ path }) => ({
      contents: `import { startInMemoryEnvironment } from "@gradphoto/engine/memory-environment";
        await startInMemoryEnvironment(() => import("./apps/server/src/programs/${path}.ts"));`,
      resolveDir: root,
    }));
  },
};

/** `names`: of the programs, each a file of `apps/server/src/programs`. */
export async function bundlePrograms(names, release) {
  const entryPoints = [
    ...names.map((name) => ({ in: `program:${name}`, out: name })),
    ...decoders.map(({ source }) => ({ in: source, out: basename(source).replace(/\.\w+$/, "") })),
  ];
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: join(release, bundled),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    banner: { js: banner },
    plugins: [programEntries, withoutLoader, keepPackages, keepPlaces],
  });
  for (const { source, at } of decoders) {
    const file = join(release, at);
    const target = toPosix(relative(dirname(file), join(release, bundled, basename(source).replace(/\.\w+$/, ".mjs"))));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `export * from "${target}";\n`);
  }
}
