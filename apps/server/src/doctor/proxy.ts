/** Checks the public address: headers, upload size, and the client address that the service sees. */
import { lookup } from "node:dns/promises";
import { z } from "zod";
import { seenAddress } from "../infra/operator-proof.ts";
import { isLoopback } from "../settings/addresses.ts";
import {
  type Check,
  createFault,
  createFinding,
  createWarning,
  type DoctorDeps,
  type Finding,
  ok,
} from "./check.ts";

/** Size of a multipart body with the largest accepted photo. */
const uploadBytes = 10_500_000;
/** Documentation address (TEST-NET-3) that no client has. */
const forged = "203.0.113.77";

export const proxy: Check = {
  label: { zh: "公网入口", en: "public address" },
  run: async (deps) => {
    const url = new URL(deps.config.publicUrl);
    const answer = await request(deps, "/healthz");
    if (answer?.status !== 200) {
      return [
        createFault(
          {
            zh: `${url.origin}/healthz ${answer ? `回答 ${answer.status}` : "没有回答"}`,
            en: `${url.origin}/healthz ${answer ? `answers ${answer.status}` : "does not answer"}`,
          },
          {
            zh: "检查域名解析、证书、代理与 GRADPHOTO_PUBLIC_URL",
            en: "look at the name, the certificate, the proxy and GRADPHOTO_PUBLIC_URL",
          },
        ),
      ];
    }
    return [
      ok("经过代理能访问", "answers through the proxy"),
      ...(url.protocol === "https:"
        ? [judgeHsts(answer)]
        : [
            createFinding(
              deps.config.demo ? "warning" : "fault",
              { zh: "公网地址不是 https", en: "the public address is not https" },
              {
                zh: "在代理上配置证书，见 deploy/nginx",
                en: "give the proxy a certificate: deploy/nginx",
              },
            ),
          ]),
      await judgeUpload(deps),
      await judgeAddress(deps),
      ...(await judgePages(deps)),
    ];
  },
};

function request(
  { config, timeoutMs }: DoctorDeps,
  path: string,
  init: RequestInit = {},
): Promise<Response | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  return fetch(`${config.publicUrl}${path}`, { redirect: "manual", ...init, signal }).catch(
    () => null,
  );
}

function judgeHsts({ headers }: Response): Finding {
  if (/max-age=\d{6,}/.test(headers.get("strict-transport-security") ?? ""))
    return ok("HSTS 已启用", "HSTS is on");
  return createWarning(
    {
      zh: "代理去掉了 Strict-Transport-Security",
      en: "the proxy takes Strict-Transport-Security away",
    },
    { zh: "让代理保留服务的响应头", en: "let the proxy keep the headers of the service" },
  );
}

/**
 * Checks the upload size. The request is unauthenticated: the service's own JSON refusal must come back, not an error
 * page of the proxy.
 */
async function judgeUpload(deps: DoctorDeps): Promise<Finding> {
  const body = new FormData();
  body.append(
    "picture",
    new Blob([new Uint8Array(uploadBytes)], { type: "image/jpeg" }),
    "doctor.jpg",
  );
  const path = "/v1/collections/00000000-0000-4000-8000-000000000000/attempts";
  const answer = await request(deps, path, { method: "POST", body });
  const isOwn = answer?.headers.get("content-type")?.includes("json") ?? false;
  if (answer && isOwn) return ok("10 MB 的照片能通过代理", "a photo of 10 MB passes the proxy");
  const text = answer ? String(answer.status) : "—";
  return createFault(
    { zh: `10 MB 的照片被代理拦下：${text}`, en: `the proxy stops a photo of 10 MB: ${text}` },
    {
      zh: "nginx 设置 client_max_body_size 12m; 并放宽超时",
      en: "in nginx: client_max_body_size 12m; and longer time limits",
    },
  );
}

const address = z.object({ address: z.string() });

async function judgeAddress(deps: DoctorDeps): Promise<Finding> {
  const headers = {
    [seenAddress.header]: deps.ports.operatorProof.make(),
    "x-forwarded-for": forged,
  };
  const answer = await request(deps, seenAddress.path, { headers });
  const reportedAddress = address.safeParse(await answer?.json().catch(() => null)).data?.address;
  const { hostname } = new URL(deps.config.publicUrl);
  // When the doctor runs on the proxy's machine, the service sees the address that the public name resolves to.
  const publicHost = await lookup(hostname).catch(() => ({ address: hostname }));
  if (reportedAddress === undefined) {
    return createWarning(
      { zh: "不知道服务看到的来访地址", en: "which address the service sees is not known" },
      {
        zh: "那里运行的是另一个版本，或用着另一把 GRADPHOTO_LINK_KEY",
        en: "another version runs there, or one with another GRADPHOTO_LINK_KEY",
      },
    );
  }
  if (reportedAddress === forged) {
    return createFault(
      { zh: "来访者能伪造自己的地址", en: "callers can forge their address" },
      {
        zh: `GRADPHOTO_PROXIES（现为 ${deps.config.proxies}）比真实的代理多，改小；或让代理重写 X-Forwarded-For`,
        en: `GRADPHOTO_PROXIES (now ${deps.config.proxies}) is higher than the number of proxies: lower it, or let the proxy overwrite X-Forwarded-For`,
      },
    );
  }
  if (isLoopback(reportedAddress) && !isLoopback(publicHost.address)) {
    return createFault(
      {
        zh: `服务把所有人看成 ${reportedAddress}`,
        en: `the service takes everybody for ${reportedAddress}`,
      },
      {
        zh: `GRADPHOTO_PROXIES（现为 ${deps.config.proxies}）比真实的代理少，改大；并让代理写 X-Forwarded-For`,
        en: `GRADPHOTO_PROXIES (now ${deps.config.proxies}) says fewer proxies than there are: raise it, and let the proxy write X-Forwarded-For`,
      },
    );
  }
  return ok(
    `服务看到本机的地址是 ${reportedAddress}`,
    `the service sees this machine as ${reportedAddress}`,
  );
}

async function judgePages(deps: DoctorDeps): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const path of ["/", "/console/"]) {
    const answer = await request(deps, path);
    if (answer?.status === 200 && answer.headers.get("content-type")?.includes("html")) {
      findings.push(...(await judgeScript(deps, path, await answer.text().catch(() => ""))));
      continue;
    }
    findings.push(
      createFault(
        { zh: `${path} 不是网页`, en: `${path} is no page` },
        { zh: "运行发布版，它带着网页", en: "run a release, which brings the pages with it" },
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [ok("学生端与工作台都在", "the student app and the console are there")];
}

/** Checks that the first script of the page arrives as the service sends it: compressed and cacheable. */
async function judgeScript(
  deps: DoctorDeps,
  path: string,
  page: string,
): Promise<readonly Finding[]> {
  const [, script] = /<script[^>]* src="(\/[^"]+)"/.exec(page) ?? [];
  if (script === undefined) return [];
  const answer = await request(deps, script, { headers: { "accept-encoding": "br, gzip" } });
  const [encoding, caching] = ["content-encoding", "cache-control"].map(
    (name) => answer?.headers.get(name) ?? "—",
  );
  if (/^(br|gzip)$/.test(encoding ?? "") && caching?.includes("immutable")) return [];
  return [
    createWarning(
      {
        zh: `${path} 的程序文件没有压缩或不让浏览器保存：${encoding}，${caching}`,
        en: `scripts of ${path} come uncompressed, or are not to be kept: ${encoding}, ${caching}`,
      },
      {
        zh: "让代理原样转交 Accept-Encoding、Content-Encoding 与 Cache-Control，见 deploy/nginx",
        en: "let the proxy pass Accept-Encoding, Content-Encoding and Cache-Control as they are: deploy/nginx",
      },
    ),
  ];
}
