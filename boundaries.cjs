/**
 * Which way imports may point. Every pair of rooms that is not drawn here is an error, so the picture in ARCHITECTURE.md
 * cannot lie; vendors stand behind one door each.
 */

/** A room is the beginning of a path; `@noun` is any folder that `nouns` finds. Tests, the lab and scripts are rooms of their own below. */
const domainNoun = "packages/domain/src/(?!core/|photo-standard/|api/|testing/)[^/]+/";
const serverNoun =
  "apps/server/src/(?!core/|infra/|http/|settings/|programs/|doctor/|testing/)[^/]+/";
const consoleNoun = "apps/console/src/(?!app/|parts/|lib/)[^/]+/";

const photoStandard = "packages/domain/src/(core|photo-standard)/";
const domainDoors =
  "packages/domain/src/(index|api/(routes|client|openapi)|photo-standard/schemas)\\.ts$";
const domainForClients = "packages/domain/src/(index|api/client)\\.ts$";
const engineDoors = "packages/engine/src/(index|node/(index|decoder))\\.ts$";
/** The page's side of the engine in a browser; what works stands in its worker. */
const webEngineDoor = "packages/engine/src/web/open-engine\\.ts$";

const localPostgresDoor = "packages/local-postgres/src/index\\.ts$";
/** Its exports: what a database is seeded with, and how the service or a process of it is run. */
const serverDoors =
  "apps/server/src/(in-process|programs/(run-process|api|worker)|settings/service-config|infra/(log|db/database|db/prepare-database|db/schema/index|sealing/seal)|staff/(passwords|staff-rows))\\.ts$";

/** [room, what it may look into beside itself]. A noun's room is its own folder alone, but in the domain, where nouns build on each other. */
const arrows = [
  ["packages/domain/src/core/", []],
  ["packages/domain/src/photo-standard/", ["packages/domain/src/core/"]],
  [domainNoun, ["packages/domain/src/(core|photo-standard)/"]],
  ["packages/domain/src/api/", ["packages/domain/src/(core|photo-standard)/", domainNoun]],
  ["packages/domain/src/index\\.ts$", ["packages/domain/src/"]],

  ["packages/networks/", []],
  ["packages/matting/", []],

  ["packages/engine/src/ports\\.ts$", [photoStandard, "packages/networks/src/"]],
  [
    "packages/engine/src/(engine-version|sha256|stopwatch)\\.ts$",
    ["packages/engine/src/ports\\.ts$"],
  ],
  ["packages/engine/src/outcome\\.ts$", [photoStandard]],
  [
    "packages/engine/src/engine-facts\\.ts$",
    [photoStandard, "packages/networks/src/", "packages/engine/src/engine-version\\.ts$"],
  ],
  ["packages/engine/src/file/", ["packages/engine/src/ports\\.ts$"]],
  ["packages/engine/src/maths/", ["packages/engine/src/ports\\.ts$", photoStandard]],
  [
    "packages/engine/src/models/",
    ["packages/engine/src/(maths/|ports\\.ts$)", "packages/networks/src/", photoStandard],
  ],
  [
    "packages/engine/src/subject/",
    ["packages/engine/src/(models/|maths/|ports\\.ts$)", photoStandard],
  ],
  [
    "packages/engine/src/checks/",
    ["packages/engine/src/(subject/|models/|maths/|ports\\.ts$)", photoStandard],
  ],
  [
    "packages/engine/src/steps/",
    [
      "packages/engine/src/(subject/|models/|maths/|(ports|stopwatch)\\.ts$)",
      "packages/matting/src/",
      photoStandard,
    ],
  ],
  ["packages/engine/src/sheet/", ["packages/engine/src/(steps/|ports\\.ts$)", photoStandard]],
  [
    "packages/engine/src/guidance/",
    [
      "packages/engine/src/(checks/|steps/|subject/|models/|maths/|(ports|stopwatch)\\.ts$)",
      photoStandard,
    ],
  ],
  [
    "packages/engine/src/(standardize|verify|geometry-of|index)\\.ts$",
    ["packages/engine/src/(?!node/|web/|testing/)", "packages/matting/src/", photoStandard],
  ],
  [
    "packages/engine/src/web/",
    ["packages/engine/src/(?!node/|testing/)", "packages/(matting|networks)/src/", photoStandard],
  ],
  [
    "packages/engine/src/node/",
    ["packages/engine/src/(?!testing/|web/)", "packages/(matting|networks)/src/", photoStandard],
  ],

  ["apps/cli/", [photoStandard, engineDoors]],

  ["apps/server/src/infra/", [domainDoors]],
  ["apps/server/src/core/", ["apps/server/src/infra/", domainDoors]],
  [serverNoun, ["apps/server/src/(core|infra)/", domainDoors, engineDoors]],
  ["apps/server/src/http/", ["apps/server/src/(core|infra)/", domainDoors]],
  ["apps/server/src/settings/", ["apps/server/src/infra/", domainDoors]],
  [
    "apps/server/src/doctor/",
    [
      "apps/server/src/(infra|settings|health/connections)/",
      "apps/server/src/[^/]+\\.ts$",
      domainDoors,
      engineDoors,
    ],
  ],
  ["apps/server/src/programs/", ["apps/server/src/", domainDoors, engineDoors]],
  ["apps/server/src/[^/]+\\.ts$", ["apps/server/src/", domainDoors, engineDoors]],

  ["packages/local-postgres/", []],
  [
    "apps/dev/",
    [
      localPostgresDoor,
      serverDoors,
      domainDoors,
      "packages/engine/src/node/memory-environment\\.ts$",
      "e2e/people/",
    ],
  ],

  ["apps/sandbox/", [domainDoors]],

  ["apps/student/src/drawings/", [domainForClients]],
  ["apps/student/src/platform/", ["apps/student/src/drawings/", domainForClients, webEngineDoor]],
  ["apps/student/src/state/", ["apps/student/src/platform/", domainForClients]],
  ["apps/student/src/words/", ["apps/student/src/state/", domainForClients]],
  ["apps/student/src/service/", ["apps/student/src/(state|platform)/", domainForClients]],
  [
    "apps/student/src/parts/",
    ["apps/student/src/(service|words|state|platform|drawings)/", domainForClients],
  ],
  [
    "apps/student/src/way/",
    ["apps/student/src/(parts|service|words|state|platform|drawings)/", domainForClients],
  ],
  ["apps/student/src/(entry|pages)/", ["apps/student/src/(?!entry/|pages/)", domainForClients]],
  ["apps/student/(src/[^/]+$|config/|types/)", ["apps/student/", domainForClients]],

  ["apps/console/src/lib/", [domainForClients]],
  ["apps/console/src/parts/", ["apps/console/src/lib/", domainForClients]],
  [consoleNoun, ["apps/console/src/(parts|lib)/", domainForClients]],
  ["apps/console/src/app/", ["apps/console/src/", domainForClients]],
  ["apps/console/(src/[^/]+$|[^/]+$)", ["apps/console/"]],
];

/** Tests, what only they use, and entry scripts: they look into their whole package and what it stands on. */
const aside = ".*(\\.test\\.tsx?$|\\b(testing|bin|build)/)";
const packageArrows = [
  ["packages/domain/", []],
  ["packages/networks/", []],
  ["packages/matting/", []],
  ["packages/local-postgres/", []],
  ["packages/engine/", ["packages/(domain|networks|matting)/"]],
  ["apps/cli/", ["packages/(domain|networks|matting|engine)/"]],
  ["apps/server/", ["packages/"]],
  ["apps/dev/", ["packages/(domain|local-postgres)/"]],
  ["apps/sandbox/", ["packages/domain/"]],
  ["apps/student/", ["packages/domain/"]],
  ["apps/console/", ["packages/domain/"]],
];

const anyOf = (paths) => paths.map((path) => `^${path}`).join("|");

/** Within a room of nouns the folder stays the same; one group in the room's pattern names it. */
function allowedOf([room, others]) {
  const isNoun = room === serverNoun || room === consoleNoun;
  const from = isNoun ? `^${room.replace("[^/]+/", "([^/]+)/")}` : `^${room}`;
  const own = isNoun ? `^${room.slice(0, room.indexOf("(?!"))}$1/` : `^${room}`;
  return [
    { from: { path: from }, to: { path: own } },
    ...(others.length === 0 ? [] : [{ from: { path: `^${room}` }, to: { path: anyOf(others) } }]),
  ];
}

const vendor = (name, allowed) => ({
  name: `${name.replace(/[^a-z]+/g, "-")}-has-one-door`,
  severity: "error",
  from: { pathNot: allowed },
  to: { path: `node_modules/${name}/` },
});

module.exports = {
  allowedSeverity: "error",
  allowed: [
    ...arrows.flatMap(allowedOf),
    ...packageArrows.map(([name, others]) => ({
      from: { path: `^${name}${aside}` },
      to: { path: anyOf([name, ...others]) },
    })),
    { from: { path: "^e2e/" }, to: { path: "^(e2e|packages/domain)/" } },
    // Nothing but itself looks into the lab.
    { from: { path: "^lab/" }, to: { path: "^(lab|e2e|packages|apps/(cli|server))/" } },
    {
      from: { path: "^(e2e/attack/attacks/containers|apps/dev/src/seed/people/photos)\\.ts$" },
      to: { path: "^packages/engine/src/testing/" },
    },
    {
      from: { path: "^scripts/" },
      to: {
        path: "^(scripts/|packages/engine/(bin/|src/node/(memory-environment|write-served-file)\\.ts$)|apps/server/src/programs/programs\\.ts$|packages/local-postgres/src/index\\.ts$)",
      },
    },
    // What lies outside the rooms: libraries, which the rules below keep behind their doors, and Node itself.
    { from: {}, to: { path: "node_modules/|\\.(css|scss|svg|json)$" } },
    { from: {}, to: { dependencyTypes: ["core"] } },
  ],
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "domain-nouns-form-no-circle",
      comment:
        "Nouns of the domain build on each other, one way: what spans them all stands in api.",
      severity: "error",
      scope: "folder",
      from: { path: `^${domainNoun.slice(0, -1)}$` },
      to: { circular: true },
    },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "nothing-is-decoded-beside-keys",
      comment:
        "Processes that hold keys ask others to decode: only the entry of such a process may know a decoder.",
      severity: "error",
      from: {
        path: "^apps/server/src/",
        pathNot:
          "^apps/server/src/codes/(picture-worker|read-code-picture|decode-qr-text)\\.ts$|/testing/|\\.test\\.ts$",
      },
      to: { path: "^packages/engine/src/node/(decoder|sharp-codec|heic|load-engine)\\.ts$" },
    },
    {
      name: "engine-core-is-pure",
      comment:
        "The core runs in Node and in a browser: only engine/src/node may know Node, its codec or its runtime, only engine/src/web a browser's.",
      severity: "error",
      from: { path: "^packages/engine/src/(?!node/|testing/)", pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(packages/(matting|networks)/src/node|node:|fs$|path$)|node_modules/(sharp|sharp-phash|onnxruntime-node|piscina|libheif-js)/",
      },
    },
    {
      name: "clients-load-no-schemas",
      comment: "Types of the routes may be looked at; zod and the schemas are never loaded.",
      severity: "error",
      from: { path: "^apps/(student|console)/" },
      to: { path: "node_modules/zod/" },
    },
    {
      name: "programs-run-by-themselves",
      comment:
        "Nothing that the lab, a trial or the product loads needs the test runner around it.",
      severity: "error",
      from: {
        path: "/bin/|^scripts/|^lab/src/(commands|engine|server)/|^e2e/(attack|crash|scale|story|trials)/",
        pathNot: "\\.test\\.ts$",
      },
      to: { path: "node_modules/vitest/", reachable: true },
    },
    {
      name: "platform-has-one-door",
      comment:
        "Only src/platform knows Taro and with it WeChat; app.config and the build are read by Taro itself.",
      severity: "error",
      from: { path: "^apps/student/src/", pathNot: "^apps/student/src/(platform/|app\\.config)" },
      to: { path: "node_modules/@tarojs/" },
    },
    // decode-qr-text.ts blurs pixels that the engine's codec has read, in a process of its own.
    vendor(
      "sharp",
      "^packages/engine/src/(node|testing)/|^apps/server/src/codes/decode-qr-text\\.ts$|^apps/student/config/|^apps/dev/src/seed/people/photos\\.ts$|^(e2e|lab)/|\\.test\\.ts$",
    ),
    vendor(
      "standardwebhooks",
      "^apps/(server/src/infra/webhooks/|sandbox/src/school-system/)|\\.test\\.ts$",
    ),
    vendor("onnxruntime-node", "^packages/engine/src/node|^lab/src/networks/"),
    vendor("@litertjs/core", "^packages/engine/src/web/|^lab/src/networks/"),
    vendor("@jsquash/jpeg", "^packages/engine/src/web/"),
    vendor("libheif-js", "^packages/engine/src/node/"),
    vendor("cborg", "^packages/engine/src/(file/marks|testing)/"),
    vendor("sharp-phash", "^packages/engine/src/node/"),
    vendor(
      "saxes",
      "^packages/engine/src/file/marks/|^apps/console/src/parts/sheet/read-xlsx\\.ts$|^apps/server/src/infra/identity-provider/cas\\.ts$",
    ),
    vendor("openid-client", "^apps/server/src/infra/identity-provider/oidc\\.ts$"),
    vendor("oidc-provider", "^apps/sandbox/src/oidc/"),
    vendor("pinyin-pro", "^apps/server/src/core/spell-name\\.ts$"),
    vendor("drizzle-kit", "^apps/server/src/infra/db/write-migration\\.ts$"),
    vendor("pg-boss", "^apps/server/src/infra/jobs/"),
    vendor("dataloader", "^apps/server/src/infra/db/"),
    vendor("undici", "^(e2e/scale|lab/src/server)/"),
    vendor("aws4fetch", "^apps/server/src/infra/object-store/|^e2e/debian/start-store\\.ts$"),
    vendor("qrcode", "^apps/sandbox/src/answer\\.ts$"),
    vendor(
      "zxing-wasm",
      "^apps/server/src/codes/decode-qr-text\\.ts$|^apps/student/(src/platform/web/read-code\\.ts|config/)|\\.test\\.ts$",
    ),
    vendor("wechatpay-axios-plugin", "^apps/server/src/infra/pay/wechat-pay/"),
    vendor("alipay-sdk", "^apps/server/src/infra/pay/alipay/"),
    vendor("@node-rs/argon2", "^apps/server/src/staff/passwords\\.ts$"),
    vendor("otpauth", "^apps/server/src/staff/one-time-code\\.ts$|^e2e/"),
    vendor(
      "fflate",
      "^packages/engine/src/web/web-codec\\.ts$|^apps/(server/src/(infra/pay/alipay/|exports/tables/xlsx\\.ts$|registry/take-evidence\\.ts$)|sandbox/src/alipay/|console/src/parts/sheet/(read-xlsx\\.ts$|testing/))|^e2e/(student|console)/|\\.test\\.ts$",
    ),
    vendor("iconv-lite", "^apps/(server/src/exports/tables/dbf|sandbox/src/alipay/bill)\\.ts$"),
    vendor("opentype.js", "^apps/server/src/infra/lettering/"),
    vendor("woff2-encoder", "^apps/server/src/infra/lettering/"),
    vendor("chinese-days", "^apps/server/src/infra/working-days/"),
    vendor("pinyin-pro", "^apps/server/src/core/spell-name\\.ts$"),
    vendor("echarts", "^apps/console/src/parts/plot/"),
    vendor("@opentelemetry", "^apps/server/src/infra/tracing/"),
    vendor("assemblyscript", "^packages/matting/src/testing/"),
    vendor("fastify", "^apps/(server|sandbox)/|^lab/src/server/yardstick\\.ts$"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.tsbuild|^(packages|apps)/[^/]+/(dist|build)/" },
    parser: "swc",
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
