/** Builds the console: a single-page app under /console/ whose pages load on first use. `npm run dev` serves it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Writes the files of packages that went in, for the bill of materials. */
const listLibraries: Plugin = {
  name: "list-libraries",
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
    const files = chunks
      .flatMap(({ modules }) => Object.keys(modules))
      .map((path) => relative(root, path));
    mkdirSync(new URL("build", import.meta.url), { recursive: true });
    const libraries = [...new Set(files.filter((path) => path.includes("node_modules/")))].sort();
    writeFileSync(new URL("build/libraries.json", import.meta.url), JSON.stringify(libraries));
  },
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/console/",
  plugins: [listLibraries],
  // Taro keeps React 18 at the root, where the component library would find it: the page has one React, the console's own.
  resolve: { dedupe: ["react", "react-dom"] },
  server: { proxy: { "/v1": process.env.GRADPHOTO_API_URL ?? "http://127.0.0.1:3000" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 1200,
    // The component library marks its files for servers that render; a browser's bundle has no use for the mark.
    rolldownOptions: {
      onLog: (level, log, pass) => log.code !== "MODULE_LEVEL_DIRECTIVE" && pass(level, log),
    },
  },
});
