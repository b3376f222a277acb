/** Which way imports may point: apps -> engine -> networks, matting, contract; no circles; vendors behind one door each. */
const vendor = (name, allowed) => ({
  name: `${name.replace(/[^a-z]+/g, "-")}-has-one-door`,
  severity: "error",
  from: { pathNot: allowed },
  to: { path: `node_modules/${name}/` },
});

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "contract-knows-nobody",
      severity: "error",
      from: { path: "^packages/contract/" },
      to: { path: "^(apps/|packages/(?!contract))" },
    },
    {
      name: "networks-know-nobody",
      severity: "error",
      from: { path: "^packages/networks/" },
      to: { path: "^(apps/|packages/(?!networks))" },
    },
    {
      name: "matting-knows-nobody",
      severity: "error",
      from: { path: "^packages/matting/" },
      to: { path: "^(apps/|packages/(?!matting))" },
    },
    { name: "packages-never-import-apps", severity: "error", from: { path: "^packages/" }, to: { path: "^apps/" } },
    {
      name: "apps-never-import-apps",
      severity: "error",
      from: { path: "^apps/([^/]+)/" },
      to: { path: "^apps/", pathNot: "^apps/$1/" },
    },
    {
      name: "end-to-end-knows-the-contract-alone",
      comment: "What it walks is another program, reached over HTTP.",
      severity: "error",
      from: { path: "^e2e/" },
      to: { path: "^(apps/|packages/(?!contract/))" },
    },
    {
      name: "sandbox-knows-the-contract-alone",
      severity: "error",
      from: { path: "^apps/sandbox/" },
      to: { path: "^packages/(?!contract/)" },
    },
    {
      name: "engine-core-is-pure",
      comment: "The core runs in Node and in a browser: only engine/src/node may know Node, the codec or the runtime.",
      severity: "error",
      from: { path: "^packages/engine/src/(?!node/|testing/)", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(packages/(engine|matting)/src/node|node:|fs$|path$)|node_modules/(sharp|onnxruntime-node|piscina|heic-decode)/",
      },
    },
    {
      name: "inside-the-engine-imports-point-down",
      comment: "standardize -> steps -> checks -> subject -> models -> maths, ports",
      severity: "error",
      from: { path: "^packages/engine/src/(maths|models)/" },
      to: { path: "^packages/engine/src/(steps|checks|standardize)" },
    },
    {
      name: "inside-the-server-imports-point-down",
      comment: "http -> features -> infra",
      severity: "error",
      from: { path: "^apps/server/src/infra/", pathNot: "\\.test\\.ts$" },
      to: { path: "^apps/server/src/(?!infra/)" },
    },
    {
      name: "features-stay-apart",
      comment: "A feature may use collections and audit, and no other; neither of them knows the rest.",
      severity: "error",
      from: { path: "^apps/server/src/features/([^/]+)/" },
      to: { path: "^apps/server/src/(features|http)/", pathNot: "^apps/server/src/features/($1|collections|audit)/" },
    },
    // decode-picture.ts blurs pixels that the engine's codec has read; it opens no file of its own.
    vendor(
      "sharp",
      "^packages/engine/(src/(node|testing)|bench)/|^apps/server/src/features/codes/decode-picture\\.ts$|\\.test\\.ts$",
    ),
    vendor("onnxruntime-node", "^packages/(engine/src/node|networks/src/parity)"),
    vendor("piscina", "^packages/engine/src/node/"),
    vendor("heic-decode", "^packages/engine/src/node/"),
    vendor("pg-boss", "^apps/server/src/infra/queue/queue\\.ts$"),
    vendor("aws4fetch", "^apps/server/src/infra/object-store/"),
    vendor("qrcode", "^apps/sandbox/src/chsi/"),
    vendor("zxing-wasm", "^apps/server/src/features/codes/decode-picture\\.ts$|\\.test\\.ts$"),
    vendor("wechatpay-axios-plugin", "^apps/server/src/infra/wechat-pay/"),
    vendor("@node-rs/argon2", "^apps/server/src/features/staff/passwords\\.ts$"),
    vendor("otpauth", "^apps/server/src/features/staff/one-time-code\\.ts$"),
    vendor("chinese-days", "^apps/server/src/infra/working-days/"),
    vendor("assemblyscript", "^packages/matting/src/node"),
    vendor("fastify", "^apps/(server|sandbox)/"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.tsbuild|/dist/|/build/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
