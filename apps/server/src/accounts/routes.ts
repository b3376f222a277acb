/** Handlers of sign-in, sign-out and the account. */
import { roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { appendAudit } from "../core/audit/audit-chain.ts";
import {
  accountOf,
  type Call,
  type Caller,
  handlersOf,
  isRefusal,
  type Refusal,
  refuse,
  studentActor,
} from "../core/call.ts";
import { deviceWords } from "../core/device-words.ts";
import { guess } from "../core/last-four/guess-limits.ts";
import { isLastFourOf, ownerOf, storeProof } from "../core/last-four/store-proof.ts";
import { budgets } from "../core/limits.ts";
import { inTransaction } from "../infra/db/database.ts";
import { networkOf } from "../infra/rate-limit.ts";
import { showAccount } from "./account-rows.ts";
import {
  acknowledgeAccountSessions,
  endAccountSession,
  endOtherAccountSessions,
  listAccountSessions,
} from "./account-sessions.ts";
import { assignPhone } from "./assign-phone.ts";
import type { AccountDeps } from "./deps.ts";
import { endSession } from "./sessions.ts";
import { signInWithSms } from "./sign-in-with-sms.ts";
import { refuseForWechat, signInWithWechat } from "./sign-in-with-wechat.ts";
import { sendSmsCode } from "./sms-codes.ts";

export const accountHandlers = (deps: AccountDeps) =>
  handlersOf({
    signInWithWechat: async ({ body }, call) =>
      (await wechatWait(deps, call)) ??
      signInWithWechat(deps, await deps.wechat.login(body.code), deviceWords(call.userAgent)),
    readWechatWebSignIn: async () => ({ authorizeUrl: deps.webSignInUrl }),
    signInWithWechatWeb: async ({ body }, call) =>
      (await wechatWait(deps, call)) ??
      signInWithWechat(deps, await deps.wechat.webLogin(body.code), deviceWords(call.userAgent)),

    bindWechatPhone: async ({ body }, { caller }) => {
      const phone = await deps.wechat.phone(body.code);
      if (!phone.ok) return refuseForWechat(phone.refusal);
      return inTransaction(deps.db, async (tx) => {
        const wish = { phone: phone.value, present: idOf(caller), lastFour: body.lastFour };
        const accountId = await assignPhone({ ...deps, tx }, wish);
        if (isRefusal(accountId)) return accountId;
        return showAccount(tx, deps.sealer, accountId);
      });
    },

    sendSmsCode: ({ body }, { caller, address }) =>
      sendSmsCode(deps, body.phone, caller.tokenSha256 === null ? networkOf(address) : null),
    signInWithSms: async ({ body }, { caller, userAgent }) =>
      signInWithSms(deps, { ...body, accountId: caller.accountId, device: deviceWords(userAgent) }),

    signOut: async (_input, { caller }) => {
      await inTransaction(deps.db, async (tx) => {
        if (caller.tokenSha256 === null || !(await endSession(tx, deps.clock, caller.tokenSha256)))
          return;
        const who = idOf(caller);
        const subject = `${caller.staffId === null ? "account" : "staff"}:${who}`;
        const actor = `${caller.role}:${who}`;
        await appendAudit(tx, deps.clock, actor, "signed-out", subject);
      });
      return {};
    },

    listAccountSessions: (_input, call) => listAccountSessions(deps, call),
    acknowledgeAccountSessions: ({ body }, call) =>
      acknowledgeAccountSessions(deps, body.seenUntil, call),
    endAccountSession: ({ params }, call) => endAccountSession(deps, params.accountSessionId, call),
    endOtherAccountSessions: (_input, call) => endOtherAccountSessions(deps, call),
    proveAccount: ({ body }, call) => proveAccount(deps, body.lastFour, call),
    readAccount: async (_input, { caller }) => {
      if (caller.accountId !== null) return showAccount(deps.db, deps.sealer, caller.accountId);
      const { zh, en } = roles[caller.role];
      return {
        accountId: idOf(caller),
        role: caller.role,
        roleLabel: { zh, en },
        phoneMasked: null,
      };
    },
  });

/** Limits sign-ins per network, because every code causes a call to WeChat, even an invented one. */
async function wechatWait({ rateLimits }: AccountDeps, { caller, address }: Call) {
  if (caller.tokenSha256 !== null) return null;
  const retryAfterS = await rateLimits.spend(budgets.wechat, networkOf(address));
  return retryAfterS === null ? null : refuse("too-many-requests", { retryAfterS });
}

function idOf({ accountId, staffId }: Caller): string {
  const id = accountId ?? staffId;
  if (id === null) throw new Error("Only who is signed in gets here");
  return id;
}

/**
 * Proves the ownership of an account again, by the last four characters of the ID number. Wrong guesses count as for
 * codes: a refusal is returned instead of thrown, so that the counted try is committed.
 */
const proveAccount = (
  {
    db,
    clock,
    searchHash,
    rateLimits,
  }: Pick<AccountDeps, "db" | "clock" | "searchHash" | "rateLimits">,
  lastFour: string,
  call: Call,
): Promise<RouteAnswer<"proveAccount"> | Refusal> =>
  inTransaction(db, async (tx) => {
    const accountId = accountOf(call);
    const owner = await ownerOf(tx, accountId);
    const guesser = { target: `proof:${accountId}`, by: accountId };
    const refusal =
      owner &&
      (await guess(tx, rateLimits, guesser, () => isLastFourOf(searchHash, owner, lastFour)));
    if (refusal) return refusal;
    const provenUntil = await storeProof(tx, clock, call.caller.tokenSha256 ?? "");
    const [actor, subject] = [studentActor(accountId), `account:${accountId}`];
    await appendAudit(tx, clock, actor, "identity-proven", subject);
    return { provenUntil: provenUntil.toISOString() };
  });
