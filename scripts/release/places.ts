/** Contents of a release, as paths of the checkout; a release keeps the same paths. */

/** Files and complete folders that the programs read next to their sources. */
export const storedFiles = [
  "apps/server/src/infra/db/migrations",
  "apps/server/src/staff/known-passwords.bin",
  "apps/student/dist/h5",
  "apps/student/dist/weapp",
  "apps/console/dist",
  // Converted networks are named by the hash of their sources.
  "packages/networks/src",
  "packages/networks/build",
  "packages/matting/kernel.wasm",
  // For installers, who have no checkout.
  "deploy",
  "docs/operations",
  "docs/security",
  "CHANGELOG.md",
  "LICENSE",
  "THIRD_PARTY.md",
];

/** Not needed to run the service. */
export const isLeftOut = (path: string): boolean =>
  /\.test\.ts$|\/migrations\/snapshot\.json$/.test(path);

/** Entry files of the processes that decode uploaded files. */
export const decoders = [
  "packages/engine/src/node/pool-worker.ts",
  "packages/engine/src/node/codec-worker.ts",
  "packages/engine/src/node/upload-worker.ts",
  "apps/server/src/codes/picture-worker.ts",
];

interface ShippedPackage {
  readonly name: string;
  /** Pattern of the files to copy; without it, all files. */
  readonly only?: RegExp;
  /** True: copied without its dependencies. */
  readonly withoutDependencies?: true;
  /** Path of the package if Node does not resolve it from the programs. */
  readonly nested?: string;
}

/** Packages that cannot be bundled, because they hold machine code, WebAssembly, fonts or a page's script: copied with their dependencies. */
export const shippedPackages: readonly ShippedPackage[] = [
  {
    name: "onnxruntime-node",
    only: new RegExp(`^dist/|^bin/napi-v\\d+/${process.platform}/${process.arch}/`),
  },
  { name: "sharp" },
  { name: "@node-rs/argon2" },
  { name: "libheif-js" },
  { name: "zxing-wasm", withoutDependencies: true, only: /^dist\/(es|reader)\// },
  {
    name: "@fontsource-variable/noto-sans-sc",
    only: /^unicode\.json$|^files\/noto-sans-sc-[^/]*-wght-normal\.woff2$/,
  },
  // Sets a property that its class only reads, which a module's strict mode would refuse.
  {
    name: "wechatpay-axios-plugin",
    nested: "apps/server/node_modules/wechatpay-axios-plugin/index.js",
  },
  { name: "redoc", withoutDependencies: true, only: /^bundles\/redoc\.standalone\.js$/ },
];

/** Packages of the engine's worker in a browser, and of the WebAssembly next to it. */
export const browserEngine = ["@litertjs/core", "@jsquash/jpeg", "saxes", "fflate", "cborg"];

/** Dependencies of onnxruntime-node that only its install script uses. */
export const unusedPackages = ["adm-zip", "global-agent"];
