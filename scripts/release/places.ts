/** What a release is made of, as paths of the checkout; in the release each has the same path. */

/** Files that the programs read beside their sources, and folders, whole. */
export const storedFiles = [
  "apps/server/src/infra/db/migrations",
  "apps/server/src/staff/known-passwords.bin",
  "apps/student/dist/h5",
  "apps/student/dist/weapp",
  "apps/console/dist",
  // Converted networks and the compiled kernel are found by the hash of the sources that made them.
  "packages/networks/src",
  "packages/networks/build",
  "packages/matting/assembly",
  "packages/matting/build",
  // For installers, who have no checkout.
  "deploy",
  "docs/operations",
  "docs/security",
  "CHANGELOG.md",
  "LICENSE",
  "THIRD_PARTY.md",
];

/** Not needed to run the service. */
export const isLeftOut = (path: string): boolean => /\.test\.ts$|\/migrations\/snapshot\.json$/.test(path);

/** Entries of the processes that decode strangers' files. */
export const decoders = [
  "packages/engine/src/node/pool-worker.ts",
  "packages/engine/src/node/codec-worker.ts",
  "packages/engine/src/node/upload-worker.ts",
  "apps/server/src/codes/picture-worker.ts",
];

interface ShippedPackage {
  readonly name: string;
  /** The files that are read; all of them without it. */
  readonly only?: RegExp;
  /** Whether its own dependencies are left out. */
  readonly withoutDependencies?: true;
  /** Its file, where Node does not find it from the programs. */
  readonly nested?: string;
}

/** Packages that cannot be bundled, because they hold machine code, WebAssembly, fonts or a page's script: copied with their dependencies. */
export const shippedPackages: readonly ShippedPackage[] = [
  { name: "onnxruntime-node", only: new RegExp(`^dist/|^bin/napi-v\\d+/${process.platform}/${process.arch}/`) },
  { name: "sharp" },
  { name: "@node-rs/argon2" },
  { name: "heic-decode" },
  { name: "zxing-wasm", withoutDependencies: true, only: /^dist\/(es|reader)\// },
  { name: "@fontsource-variable/noto-sans-sc", only: /^unicode\.json$|^files\/noto-sans-sc-[^/]*-wght-normal\.woff2$/ },
  // Sets a property that its class only reads, which a module's strict mode would refuse.
  { name: "wechatpay-axios-plugin", nested: "apps/server/node_modules/wechatpay-axios-plugin/index.js" },
  { name: "redoc", withoutDependencies: true, only: /^bundles\/redoc\.standalone\.js$/ },
];

/** Packages of the engine's worker in a browser, and of the WebAssembly next to it. */
export const browserEngine = ["@litertjs/core", "@jsquash/jpeg", "saxes", "fflate"];

/** Of onnxruntime-node: its install script alone uses them. */
export const unusedPackages = ["adm-zip", "global-agent"];
