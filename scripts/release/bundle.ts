/** Bundles the programs into JavaScript in which each source finds files at the same paths as in the checkout. */
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../ensure-installed.mjs";
import { decoders, shippedPackages } from "./places.ts";

/** Folder of the release that contains all bundles. */
export const bundled = "programs";

const toPosix = (path: string): string => path.replaceAll("\\", "/");
const nameOf = (source: string): string => basename(source, ".ts");
const isOwn = (path: string): boolean => !path.includes("node_modules");

/** Bundled entries of decoder processes are next to the programs; every other file is where the checkout has it. */
const decoderUrl = new RegExp(
  `new URL\\("\\./(${decoders.map(nameOf).join("|")})\\.ts", import\\.meta\\.url\\)`,
  "g",
);

const shippedPlaces: Plugin = {
  name: "keep-places",
  setup(setup) {
    setup.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path }) => {
      if (!isOwn(path)) return null;
      const text = await readFile(path, "utf8");
      const place = JSON.stringify(toPosix(join("..", relative(root, path))));
      const contents = text
        .replaceAll(decoderUrl, 'new URL("./$1.mjs", import.meta.URL)')
        .replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`)
        .replaceAll("import.meta.URL", "import.meta.url");
      return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
    });
  },
};

const shipPackages: Plugin = {
  name: "keep-packages",
  setup(setup) {
    const stored = new Map(shippedPackages.map((one) => [one.name, one]));
    const neverThere = ["esbuild", "pg-native"];
    setup.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      const [scope = "", part] = path.split("/");
      const name = path.startsWith("@") ? `${scope}/${part}` : scope;
      if (!stored.has(name) && !neverThere.includes(name)) return null;
      const { nested } = stored.get(name) ?? {};
      return { path: nested ? `../${nested}` : path, external: true };
    });
  },
};

/** CommonJS libraries load Node's modules by `require`. */
const banner = `import { createRequire as requireOfNode } from "node:module"; const require = requireOfNode(import.meta.url);`;

/** `names`: of the programs, each a file of `apps/server/src/programs`. Returns the files that went in, as paths of the checkout. */
export async function bundlePrograms(
  names: readonly string[],
  release: string,
): Promise<readonly string[]> {
  const entryPoints = [
    ...names.map((name) => ({ in: `apps/server/src/programs/${name}.ts`, out: name })),
    ...decoders.map((source) => ({ in: source, out: nameOf(source) })),
  ];
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: join(release, bundled),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    banner: { js: banner },
    plugins: [shipPackages, shippedPlaces],
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
