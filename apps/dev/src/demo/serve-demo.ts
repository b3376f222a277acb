/** Routes of the demo beside those of the service. */
import { readFileSync } from "node:fs";
import { type Language, studentPagePath } from "@gradphoto/domain";
import type { ServeMore } from "@gradphoto/server/api";
import { z } from "zod";
import { openOutsideWorld } from "../../../../e2e/people/outside-world.ts";
import { lastFourOf } from "../../../../e2e/people/student.ts";
import type { Environment } from "../places.ts";
import { demoStaff } from "../seed/demo-staff.ts";
import { type PeopleFile, readPeopleFile, shareDone } from "../seed/people/people-file.ts";
import { demoPage } from "./demo-page.ts";
import { tour } from "./demo-people.ts";
import { readSample, readThumbnail, samples } from "./samples.ts";
import { createStaffSignIn, signInPerson } from "./sign-in-person.ts";

const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const enterPolicy =
  "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Files of the folder `browser` and their types. */
const browserFiles = [
  ["page.css", "text/css"],
  ["bar.css", "text/css"],
  ["bar.js", "text/javascript"],
  ["enter.js", "text/javascript"],
] as const;
/** Pictures of the README. */
const pictures = new URL("../../../../docs/pictures/", import.meta.url);

const languageQuery = z.object({ language: z.enum(["zh", "en"]).optional().catch(undefined) });
const payBooks = z.object({
  orders: z.array(z.object({ outTradeNo: z.string(), state: z.string() })),
});
const messages = z.array(z.object({ code: z.string() }));

type App = Parameters<ServeMore>[0];

export function serveDemo(app: App, env: Environment): void {
  const sandboxUrl = env.GRADPHOTO_SANDBOX_URL ?? "";
  const world = openOutsideWorld(sandboxUrl);
  const readPeople = (): PeopleFile | null => readPeopleFile(env.GRADPHOTO_DATA_FOLDER ?? "");
  const isPreparing = (): boolean => !readPeople()?.finishedAt;
  const ownUrl = (): string => {
    const address = app.server.address();
    if (typeof address !== "object" || address === null) throw new Error("The API does not listen");
    return `http://127.0.0.1:${address.port}`;
  };
  refuseForeignPages(app, () => `${ownUrl()}/demo`);
  let signInStaff: ReturnType<typeof createStaffSignIn> | null = null;
  addBar(app);

  /** Address to open after a sign-in at the console, and the headers that carry the session. */
  const enterConsole = async (username: string, path: string) => {
    if (isPreparing()) return { to: "/demo", headers: {} };
    signInStaff ??= createStaffSignIn(ownUrl());
    const token = await signInStaff(username);
    return {
      to: path,
      headers: { "set-cookie": `gradphoto-staff=${token}; Path=/v1; HttpOnly; SameSite=Strict` },
    };
  };

  app.get("/demo", (request, reply) => {
    // Makes the samples before the visitor comes to the page that offers them.
    void readSample("");
    const { language = languageOf(request.headers["accept-language"]) } = languageQuery.parse(
      request.query,
    );
    const people = readPeople();
    const students = Object.keys(people?.students ?? {});
    const state = {
      sandboxUrl,
      students,
      share: people && shareDone(people),
      seen: seenBy(request.headers.cookie),
    };
    return reply
      .header("content-security-policy", pagePolicy)
      .type("text/html; charset=utf-8")
      .send(demoPage(language, state));
  });

  app.register(async (scope) => {
    // The buttons of the page send empty forms.
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string" },
      (_request, _body, done) => done(null, {}),
    );
    scope.post<{ Params: { number: string } }>(
      "/demo/places/:number",
      async ({ params, headers }, reply) => {
        const place = tour[Number(params.number) - 1];
        if (!place) return reply.callNotFound();
        const seen = [...new Set([...seenBy(headers.cookie), Number(params.number)])].sort();
        reply.header("set-cookie", `${seenCookie}=${seen.join(".")}; Path=/; SameSite=Strict`);
        if (place.staff === null) return reply.redirect(place.path, 303);
        const { to, headers: session } = await enterConsole(place.staff, place.path);
        return reply.headers(session).redirect(to, 303);
      },
    );
    scope.post<{ Params: { username: string } }>(
      "/demo/staff/:username",
      async ({ params }, reply) => {
        const member = demoStaff.find(({ username }) => username === params.username);
        if (!member) return reply.callNotFound();
        const path = member.role === "reviewer" ? "/console/review" : "/console/";
        const { to, headers } = await enterConsole(member.username, path);
        return reply.headers(headers).redirect(to, 303);
      },
    );
    scope.post("/demo/student", (_request, reply) =>
      reply.headers(enterHeaders).send(enterPage("", "/")),
    );
    scope.post<{ Params: { key: string } }>("/demo/student/:key", async ({ params }, reply) => {
      if (isPreparing()) return reply.redirect("/demo", 303);
      const students = readPeople()?.students ?? {};
      const person = Object.hasOwn(students, params.key) ? students[params.key] : undefined;
      if (!person) return reply.callNotFound();
      const to = `/${studentPagePath("collection", { collectionId: person.collectionId })}`;
      const token = await signInPerson(ownUrl(), world, person);
      return reply.headers(enterHeaders).send(enterPage(token, to));
    });
  });

  for (const [name, type] of browserFiles) {
    const content = readFileSync(new URL(`./browser/${name}`, import.meta.url), "utf8");
    app.get(`/demo/${name}`, (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).send(content),
    );
  }
  app.get<{ Params: { name: string } }>("/demo/pictures/:name", ({ params }, reply) => {
    if (!tour.some(({ picture }) => `${picture}.webp` === params.name)) return reply.callNotFound();
    return reply.type("image/webp").send(readFileSync(new URL(params.name, pictures)));
  });
  app.get("/demo/help.json", () => ({
    samples: samples.map(({ name, label }) => ({ name, label })),
  }));
  app.get<{ Params: { phone: string } }>("/demo/sms-codes/:phone", async ({ params }) => {
    const query = new URLSearchParams({ phone: params.phone });
    const sent = messages.parse(await world.control("GET", `/sms/messages?${query}`));
    return { smsCode: sent.at(-1)?.code ?? null };
  });
  app.get<{ Params: { name: string } }>("/demo/samples/:name", async ({ params }, reply) => {
    const sample = await readSample(params.name);
    return sample ? reply.type("image/jpeg").send(sample) : reply.callNotFound();
  });
  app.get<{ Params: { name: string } }>("/demo/thumbnails/:name", async ({ params }, reply) => {
    const thumbnail = await readThumbnail(params.name);
    return thumbnail ? reply.type("image/webp").send(thumbnail) : reply.callNotFound();
  });
  app.post("/demo/codes", async () => {
    const student = await world.addStudent({});
    const picture = await world.codePicture({ studentId: student.id });
    return {
      png: Buffer.from(await picture.arrayBuffer()).toString("base64"),
      lastFour: lastFourOf(student),
    };
  });
  app.post<{ Params: { outTradeNo: string } }>("/demo/payments/:outTradeNo", async ({ params }) => {
    const { orders } = payBooks.parse(await world.control("GET", "/pay/books"));
    const order = orders.find(
      ({ outTradeNo, state }) => outTradeNo === params.outTradeNo && state === "NOTPAY",
    );
    if (order) await world.control("POST", "/pay/pay", { outTradeNo: order.outTradeNo });
    return { isPaid: order !== undefined };
  });
}

const enterHeaders = {
  "content-security-policy": enterPolicy,
  "content-type": "text/html; charset=utf-8",
} as const;

/** Page that opens the student app with this session; an empty token opens it signed out. */
const enterPage = (token: string, to: string): string =>
  `<!doctype html><title>…</title><script src="/demo/enter.js" data-token="${token}" data-to="${to}"></script>`;

const seenCookie = "gradphoto-demo-seen";

/** Returns the numbers of the tour's places that this browser opened. */
const seenBy = (cookie = ""): readonly number[] =>
  (new RegExp(`${seenCookie}=([\\d.]+)`).exec(cookie)?.[1] ?? "")
    .split(".")
    .map(Number)
    .filter((number) => tour[number - 1] !== undefined);

const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Refuses other sites, also those whose DNS name resolves to this machine (DNS rebinding): here anybody can sign in as
 * anybody.
 */
function refuseForeignPages(app: App, demoUrl: () => string): void {
  app.addHook("onRequest", async ({ headers, method }, reply) => {
    const isForeign = method !== "GET" && headers["sec-fetch-site"] === "cross-site";
    if (!isForeign && ownHost.test(headers.host ?? "")) return;
    return reply
      .code(403)
      .send(`演示只能在本机打开：${demoUrl()} / The demo opens only on this machine: ${demoUrl()}`);
  });
}

/** Adds the demo's script to pages of both web apps, so that the apps contain no demo code. */
function addBar(app: App): void {
  app.addHook("onSend", async (request, reply, payload: unknown) => {
    const isPage = String(reply.getHeader("content-type")).startsWith("text/html");
    if (!isPage || typeof payload !== "string" || !isWebApp(request.url)) return payload;
    return payload.replace("</body>", '<script type="module" src="/demo/bar.js"></script></body>');
  });
}

const isWebApp = (url: string): boolean => /^\/(\?|$|pages\/|entry\/|console\/)/.test(url);

const languageOf = (accepted = ""): Language => (accepted.startsWith("en") ? "en" : "zh");
