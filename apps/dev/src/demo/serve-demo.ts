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
import { readSample, samples } from "./samples.ts";
import { createStaffSignIn, signInPerson } from "./sign-in-as.ts";

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const enterPolicy = "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const script = (name: string): string => readFileSync(new URL(`./browser/${name}.js`, import.meta.url), "utf8");

const languageQuery = z.object({ language: z.enum(["zh", "en"]).optional().catch(undefined) });
const payBooks = z.object({ orders: z.array(z.object({ outTradeNo: z.string(), state: z.string() })) });
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

  app.get("/demo", (request, reply) => {
    const { language = languageOf(request.headers["accept-language"]) } = languageQuery.parse(request.query);
    const people = readPeople();
    const state = { sandboxUrl, students: Object.keys(people?.students ?? {}), share: people && shareDone(people) };
    return reply
      .header("content-security-policy", pagePolicy)
      .type("text/html; charset=utf-8")
      .send(demoPage(language, state));
  });

  app.register(async (scope) => {
    // The buttons of the page send empty forms.
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, _body, done) =>
      done(null, {}),
    );
    scope.post<{ Params: { username: string } }>("/demo/staff/:username", async ({ params }, reply) => {
      const member = demoStaff.find(({ username }) => username === params.username);
      if (!member) return reply.callNotFound();
      if (isPreparing()) return reply.redirect("/demo", 303);
      signInStaff ??= createStaffSignIn(ownUrl());
      const token = await signInStaff(member.username);
      return reply
        .header("set-cookie", `gradphoto-staff=${token}; Path=/v1; HttpOnly; SameSite=Strict`)
        .redirect(member.role === "reviewer" ? "/console/review" : "/console/", 303);
    });
    scope.post<{ Params: { key: string } }>("/demo/student/:key", async ({ params }, reply) => {
      if (isPreparing()) return reply.redirect("/demo", 303);
      const students = readPeople()?.students ?? {};
      const person = Object.hasOwn(students, params.key) ? students[params.key] : undefined;
      if (!person) return reply.callNotFound();
      const token = await signInPerson(ownUrl(), world, person);
      const to = `/${studentPagePath("collection", { collectionId: person.collectionId })}`;
      return reply
        .header("content-security-policy", enterPolicy)
        .type("text/html; charset=utf-8")
        .send(
          `<!doctype html><title>…</title><script src="/demo/enter.js" data-token="${token}" data-to="${to}"></script>`,
        );
    });
  });

  for (const name of ["bar", "enter"]) {
    const text = script(name);
    app.get(`/demo/${name}.js`, (_request, reply) => reply.type("text/javascript; charset=utf-8").send(text));
  }
  app.get("/demo/help.json", async () => {
    const sent = messages.parse(await world.control("GET", "/sms/messages"));
    return { samples: samples.map(({ name, label }) => ({ name, label })), smsCode: sent.at(-1)?.code ?? null };
  });
  app.get<{ Params: { name: string } }>("/demo/samples/:name", async ({ params }, reply) => {
    const sample = await readSample(params.name);
    return sample ? reply.type("image/jpeg").send(sample) : reply.callNotFound();
  });
  app.post("/demo/codes", async () => {
    const student = await world.addStudent({});
    return { picture: `/demo/codes/${student.id}`, lastFour: lastFourOf(student) };
  });
  app.post("/demo/payments", async () => {
    const { orders } = payBooks.parse(await world.control("GET", "/pay/books"));
    const order = orders.findLast(({ state }) => state === "NOTPAY");
    if (order) await world.control("POST", "/pay/pay", { outTradeNo: order.outTradeNo });
    return { isPaid: order !== undefined };
  });
  app.get<{ Params: { studentId: string } }>("/demo/codes/:studentId", async ({ params }, reply) => {
    if (!z.uuid().safeParse(params.studentId).success) return reply.callNotFound();
    const picture = await world.codePicture(params);
    return reply.type("image/png").send(Buffer.from(await picture.arrayBuffer()));
  });
}

const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Refuses other sites, also those whose DNS name resolves to this machine (DNS rebinding): here anybody can sign in as
 * anybody.
 */
function refuseForeignPages(app: App, demoUrl: () => string): void {
  app.addHook("onRequest", async ({ headers, method }, reply) => {
    const isForeign = method !== "GET" && headers["sec-fetch-site"] === "cross-site";
    if (!isForeign && ownHost.test(headers.host ?? "")) return;
    return reply.code(403).send(`演示只能在本机打开：${demoUrl()} / The demo opens only on this machine: ${demoUrl()}`);
  });
}

/** Adds the demo's script to pages of both web apps, so that the apps contain no demo code. */
function addBar(app: App): void {
  app.addHook("onSend", async (request, reply, payload: unknown) => {
    const isPage = String(reply.getHeader("content-type")).startsWith("text/html");
    if (!isPage || typeof payload !== "string" || !isWebApp(request.url)) return payload;
    return payload.replace("</body>", '<script src="/demo/bar.js" defer></script></body>');
  });
}

const isWebApp = (url: string): boolean => /^\/(\?|$|pages\/|entry\/|console\/)/.test(url);

const languageOf = (accepted = ""): Language => (accepted.startsWith("en") ? "en" : "zh");
