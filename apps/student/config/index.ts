/** How Taro builds the app: the WeChat package and the web page from one source. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig, type UserConfigExport } from "@tarojs/cli";

const { resolve } = createRequire(__filename);

/** Where the web page stands on its host. */
const basePath = process.env.GRADPHOTO_H5_BASE ?? "/";
/** Where the mini-program finds the service, and the dev server: the web page asks its own host. */
const apiUrl = process.env.GRADPHOTO_API_URL ?? "";
if (process.env.TARO_ENV === "weapp" && apiUrl === "")
  throw new Error(
    "GRADPHOTO_API_URL: 请指定小程序访问的服务 / name the service that the mini-program asks",
  );
/** The page that `npm run dev` serves leaves the one of `npm start` as it is. */
const isDevServer = process.env.TARO_ENV === "h5" && process.env.NODE_ENV === "development";
const outputRoot = isDevServer ? "dist/h5-dev" : `dist/${process.env.TARO_ENV}`;
const packages = path.resolve(__dirname, "../../../packages");
/** What the photo engine fetches in a browser, built before: files named by their hashes, and what they are. */
const engineFolder = path.join(packages, "engine/build/web");
const engineFiles =
  process.env.TARO_ENV === "h5"
    ? readFileSync(path.join(engineFolder, "files.json"), "utf8")
    : "{}";
/** Reads collection codes in the browser; served by ourselves. */
const codeReader = resolve("zxing-wasm/reader/zxing_reader.wasm");

interface BuildOptions {
  readonly options: {
    readonly module: { readonly parser: { javascript?: { dynamicImportPrefetch?: true } } };
  };
}

/** Later pages come while the first one is idle, so that a turned page asks nothing of a line that may have gone. */
class PrefetchPages {
  apply({ options }: BuildOptions): void {
    options.module.parser.javascript = {
      ...options.module.parser.javascript,
      dynamicImportPrefetch: true,
    };
  }
}

interface Built {
  readonly resource?: string;
  /** Of several that were joined to one. */
  readonly modules?: Iterable<Built>;
}

interface Compilation {
  readonly modules: Iterable<Built>;
  readonly chunkGraph: { getNumberOfModuleChunks(module: Built): number };
}

interface Compiler {
  readonly hooks: {
    readonly done: {
      tap(name: string, work: (stats: { readonly compilation: Compilation }) => void): void;
    };
  };
}

const filesOf = (modules: Iterable<Built>): readonly string[] =>
  [...modules].flatMap((one) => (one.modules ? filesOf(one.modules) : (one.resource ?? [])));

const root = path.resolve(__dirname, "../../..");

/** Writes the files of packages that went in, for the bill of materials. */
class ListLibraries {
  apply({ hooks }: Compiler): void {
    hooks.done.tap("list-libraries", ({ compilation: { modules, chunkGraph } }) => {
      const used = [...modules].filter((module) => chunkGraph.getNumberOfModuleChunks(module) > 0);
      const files = filesOf(used).map((file) => path.relative(root, file));
      const libraries = [...new Set(files.filter((file) => file.includes("node_modules/")))].sort();
      const folder = path.resolve(__dirname, "../build");
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "libraries.json"), JSON.stringify(libraries));
    });
  }
}

const firstPage = path.resolve(__dirname, "../src/entry/start/index.tsx");

interface Chunks {
  readonly chunkGraph: {
    getModuleChunks(module: object): readonly object[];
    getChunkRootModules(chunk: object): readonly { readonly resource?: string }[];
  };
}

const isOfFirstPage = (module: object, { chunkGraph }: Chunks): boolean =>
  chunkGraph
    .getModuleChunks(module)
    .some((chunk) =>
      chunkGraph.getChunkRootModules(chunk).some(({ resource }) => resource === firstPage),
    );

export default defineConfig<"webpack5">(async () => {
  const config: UserConfigExport<"webpack5"> = {
    projectName: "gradphoto-student",
    date: "2026-11-24",
    designWidth: 375,
    deviceRatio: { 640: 2.34 / 2, 750: 1, 828: 1.81 / 2, 375: 2 },
    env: { GRADPHOTO_H5_BASE: JSON.stringify(basePath), GRADPHOTO_API_URL: JSON.stringify(apiUrl) },
    defineConstants: { ENGINE_FILES: engineFiles },
    sourceRoot: "src",
    outputRoot,
    // npm keeps this one beside the app, because its peers differ from the tests' runner; the web runtime looks above.
    alias: {
      "@tarojs/plugin-framework-react": path.dirname(
        resolve("@tarojs/plugin-framework-react/package.json"),
      ),
    },
    plugins: process.env.TARO_ENV === "weapp" ? ["@tarojs/plugin-html"] : [],
    framework: "react",
    compiler: { type: "webpack5", prebundle: { enable: false } },
    cache: { enable: false },
    // A Chinese character takes three bytes as it stands, six in escapes.
    ...(process.env.TARO_ENV === "weapp" && {
      terser: { enable: true, config: { output: { ascii_only: false } } },
    }),
    copy: {
      patterns:
        process.env.TARO_ENV === "h5"
          ? [
              { from: codeReader, to: `${outputRoot}/static/zxing_reader.wasm` },
              { from: engineFolder, to: `${outputRoot}/engine`, ignore: ["**/files.json"] },
              { from: "src/mark.svg", to: `${outputRoot}/static/mark.svg` },
              { from: "src/social.png", to: `${outputRoot}/static/social.png` },
              { from: "src/service-worker.js", to: `${outputRoot}/service-worker.js` },
            ]
          : ["sitemap.json", "theme.json"].map((file) => ({
              from: `src/${file}`,
              to: `${outputRoot}/${file}`,
            })),
      options: {},
    },
    mini: {
      // What the later pages alone need goes into their package.
      optimizeMainPackage: { enable: true },
      compile: { include: [packages] },
      postcss: { pxtransform: { enable: false, config: {} }, cssModules: { enable: false } },
    },
    h5: {
      // The app draws itself with what the browser has: of Taro's web components it needs none.
      useHtmlComponents: true,
      devServer: {
        host: "127.0.0.1",
        open: false,
        proxy: { "/v1": apiUrl, "/about": apiUrl },
        devMiddleware: { stats: "errors-warnings" },
      },
      // The page itself says where they go: what it paints first waits for none of them.
      htmlPluginOption: { inject: false },
      publicPath: basePath,
      staticDirectory: "static",
      router: { mode: "browser", basename: basePath.replace(/\/$/, "") },
      compile: { include: [packages] },
      // What the first page needs comes in one piece, and nothing with it; what later ones share is loaded once and kept.
      webpackChain: (chain) => {
        chain.plugin("prefetch").use(PrefetchPages);
        if (!isDevServer) chain.plugin("libraries").use(ListLibraries);
        // The engine's scripts stay as they are: their names say what is in them, and a release adds their compressed copies.
        if (!isDevServer)
          chain.optimization
            .minimizer("terserPlugin")
            .tap(([options]) => [{ ...options, exclude: /^engine\// }]);
        // Before anything that adds a style.
        chain.entry("app").prepend(path.resolve(__dirname, "../src/platform/web/page-nonce.ts"));
        chain.optimization.splitChunks({
          chunks: "all",
          cacheGroups: {
            // Asked for together with the app itself.
            first: {
              name: "first",
              test: isOfFirstPage,
              chunks: "async",
              enforce: true,
              priority: 20,
            },
            shared: { name: "shared", minChunks: 2, priority: 10, reuseExistingChunk: true },
          },
        });
      },
      output: {
        filename: "js/[name].[contenthash:8].js",
        chunkFilename: "js/[name].[contenthash:8].js",
      },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: "css/[name].[contenthash:8].css",
        chunkFilename: "css/[name].[contenthash:8].css",
      },
      // One pixel is one pixel: text grows by the reader's own setting, never with the width of the screen.
      postcss: {
        autoprefixer: { enable: true, config: {} },
        pxtransform: { enable: false, config: {} },
      },
    },
  };
  return config;
});
