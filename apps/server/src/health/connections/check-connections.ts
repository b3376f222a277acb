/** Checks external systems in parallel, each within a few seconds. Results are stored and audited. */
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import { appendAudit } from "../../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse } from "../../core/call.ts";
import type { ServiceDeps } from "../../core/service-deps.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { connectionChecks } from "../../infra/db/schema/index.ts";
import { withTimeout } from "../../infra/share-probe.ts";
import { type Connection, type ConnectionPorts, connectionsOf } from "./connections.ts";
import { createFault, createWarning, type Finding, type State } from "./finding.ts";
import { sendTestNotice } from "./probe-sms.ts";

export interface ConnectionDeps extends Pick<ServiceDeps, "db" | "clock" | "ids"> {
  readonly connections: ConnectionPorts;
}

type Checked = RouteAnswer<"checkConnections">["checked"][number] & { readonly state: State };

const withinMs = 6000;
const slowAboveMs = 2500;

const states = {
  ok: { label: { zh: "正常", en: "OK" }, tone: "success" },
  warning: { label: { zh: "留意", en: "Needs a look" }, tone: "warning" },
  fault: { label: { zh: "不通", en: "Does not work" }, tone: "danger" },
} as const satisfies Readonly<Record<State, object>>;

export type Check = RouteAnswer<"readHealth">["parts"][number]["checks"][number];

/** Reads the connections that can be checked, by the part of the health page that displays them. */
export async function readChecks({
  db,
  clock,
  connections,
}: Pick<ConnectionDeps, "db" | "clock" | "connections">): Promise<
  ReadonlyMap<string, readonly Check[]>
> {
  const stored = new Map(
    (await db.select().from(connectionChecks)).map((one) => [one.connection, one]),
  );
  const byPart = new Map<string, Check[]>();
  for (const [connection, { part, label }] of connectionsOf(connections, clock)) {
    const last = stored.get(connection);
    const check = {
      connection,
      label: { zh: label.zh, en: label.en },
      last: last ? { at: last.checkedAt.toISOString(), ...states[last.state] } : null,
    };
    byPart.set(part, [...(byPart.get(part) ?? []), check]);
  }
  return byPart;
}

export async function checkConnections(
  { db, clock, connections }: ConnectionDeps,
  { connections: names }: ParsedInput<"checkConnections">["body"],
  call: Call,
): Promise<RouteAnswer<"checkConnections"> | Refusal<"not-found">> {
  const selected = [...connectionsOf(connections, clock)].filter(([name]) => names.includes(name));
  if (selected.length === 0) return refuse("not-found", {});
  const checked = await Promise.all(selected.map((one) => checkOne(one, connections.warn)));
  const checkedAt = clock();
  await inTransaction(db, async (tx) => {
    await tx
      .insert(connectionChecks)
      .values(checked.map(({ connection, state }) => ({ connection, state, checkedAt })))
      .onConflictDoUpdate({
        target: connectionChecks.connection,
        set: { state: sql`excluded.state`, checkedAt: sql`excluded.checked_at` },
      });
    const subject = `connection:${selected.length === 1 ? selected[0]?.[0] : "all"}`;
    await appendAudit(tx, clock, auditActor(call), "connections-checked", subject, {
      connections: selected.map(([name]) => name),
      unwell: checked.filter(({ state }) => state !== "ok").map(({ connection }) => connection),
    });
  });
  return { checked };
}

async function checkOne(
  [connection, { label, probe }]: [string, Connection],
  warn: ConnectionPorts["warn"],
): Promise<Checked> {
  const began = performance.now();
  const answer = await withTimeout(
    withinMs,
    probe().catch((error: unknown) => broken(connection, error, warn)),
  );
  const tookMs = Math.round(answer?.answeredMs ?? performance.now() - began);
  const finding =
    answer === null ? silent : answer.state === "ok" && tookMs > slowAboveMs ? slow : answer;
  const { state, observation, advice = null } = finding;
  return {
    connection,
    label: { zh: label.zh, en: label.en },
    state,
    ...format(state),
    observation,
    advice,
    tookMs,
  };
}

const format = (state: State) => ({ stateLabel: states[state].label, tone: states[state].tone });

const silent = createFault(
  { zh: `${withinMs / 1000} 秒内没有回答`, en: `no answer within ${withinMs / 1000} seconds` },
  {
    zh: "检查网络、防火墙与域名解析，稍后再查一次",
    en: "look at network, firewall and name service, and check again",
  },
);

const slow = createWarning(
  { zh: "回答正确，但很慢", en: "answers rightly, and slowly" },
  { zh: "检查网络；若一直慢，请问对方", en: "look at the network; where it stays slow, ask them" },
);

/** Reports a failed check. Only the code is logged, because error messages may contain sent data. */
function broken(connection: string, error: unknown, warn: ConnectionPorts["warn"]): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "error";
  warn({ connection, code }, "The check of an outside system did not finish");
  return createFault(
    { zh: `检查没有完成：${code}`, en: `the check did not finish: ${code}` },
    {
      zh: "检查这一项的设置与网络，服务日志里有原因",
      en: "look at its settings and the network; the log has the reason",
    },
  );
}

/** Sends a message to the operator's own phone, because no check can verify that messages arrive. */
export async function sendTestSms(
  { db, clock, ids, connections }: ConnectionDeps,
  { phone }: ParsedInput<"sendTestSms">["body"],
  call: Call,
): Promise<RouteAnswer<"sendTestSms">> {
  const text = "这是一条连接检查短信，收到即表示短信可以正常发送。";
  const {
    state,
    observation,
    advice = null,
  } = await sendTestNotice(connections.uncountedSms, phone, { text, reference: ids() });
  await inTransaction(db, (tx) =>
    appendAudit(tx, clock, auditActor(call), "test-sms-sent", "connection:sms", {
      connections: ["sms"],
      unwell: state === "ok" ? [] : ["sms"],
    }),
  );
  return { state, ...format(state), observation, advice };
}
