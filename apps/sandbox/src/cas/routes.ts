/** A university's CAS: the login page for a test person, and the validation of the returned ticket. */
import { z } from "zod";
import { type Answer, type Call, redirect } from "../answer.ts";
import { escapeHtml, page } from "../page.ts";
import { readBody } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import { newId, type World } from "../world.ts";

/** Unused tickets exist only in memory; a real CAS drops them after seconds. */
interface Ticket {
  readonly service: string;
  readonly user: string;
}

const query = z.object({ service: z.string().max(2000).catch("") });
const choice = query.extend({ user: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });
const check = query.extend({ ticket: z.string().max(200).catch("") });

const title = "统一身份认证（模拟） University sign-in (simulated)";

function isAllowed({ settings }: World, service: string): boolean {
  const hosts: readonly string[] = settings.wechat.redirectHosts;
  return URL.canParse(service) && hosts.includes(new URL(service).hostname);
}

const foreign = (): Answer =>
  page(403, title, "<p>应用未注册 / This service is not registered</p>");

function loginPage(world: World, call: Call): Answer {
  const { service } = query.parse(call.query);
  if (!isAllowed(world, service)) return foreign();
  return page(
    200,
    title,
    `<form method="post" action="/cas/login"><input type="hidden" name="service" value="${escapeHtml(service)}">
     <label>工号 / Staff number <input name="user" required pattern="[A-Za-z0-9._-]{1,64}"></label><p><button>登录 / Sign in</button></p></form>`,
  );
}

const failure = (code: string): string =>
  `<cas:authenticationFailure code="${code}">${code}</cas:authenticationFailure>`;

const xml = (body: string): Answer => ({
  status: 200,
  type: "application/xml; charset=utf-8",
  body: `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${body}</cas:serviceResponse>`,
});

export function casRoutes(world: World): readonly Endpoint[] {
  const tickets = new Map<string, Ticket>();

  function signIn(call: Call): Answer {
    const { service, user } = readBody(choice, call);
    if (!isAllowed(world, service)) return foreign();
    const ticket = `ST-${newId(world)}`;
    tickets.set(ticket, { service, user });
    const back = new URL(service);
    back.searchParams.set("ticket", ticket);
    return redirect(back.href);
  }

  /** Validates a ticket. It is valid once, and only for the service that it was issued for. */
  function validate(call: Call, fault: string | undefined): Answer {
    const { service, ticket } = check.parse(call.query);
    const issued = tickets.get(ticket);
    tickets.delete(ticket);
    if (!issued || fault === "invalid-ticket") return xml(failure("INVALID_TICKET"));
    if (issued.service !== service) return xml(failure("INVALID_SERVICE"));
    return xml(
      `<cas:authenticationSuccess><cas:user>${escapeHtml(issued.user)}</cas:user></cas:authenticationSuccess>`,
    );
  }

  return [
    { method: "GET", path: "/cas/login", answer: (call) => loginPage(world, call) },
    { method: "POST", path: "/cas/login", answer: signIn },
    { method: "GET", path: "/cas/serviceValidate", target: "cas-validate", answer: validate },
  ];
}
