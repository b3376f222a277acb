/** The handlers of sign-in, sign-out and the account. */
import { roles } from "@gradphoto/domain";
import { appendAudit } from "../core/audit/append-audit.ts";
import type { Caller, Handlers } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { showAccount } from "./account-rows.ts";
import { givePhone } from "./give-phone.ts";
import type { AccountNeeds } from "./needs.ts";
import { endSession } from "./sessions.ts";
import { signInWithSms } from "./sign-in-with-sms.ts";
import { refuseForWechat, signInWithWechat } from "./sign-in-with-wechat.ts";
import { sendSmsCode } from "./sms-codes.ts";

type AccountHandlers = Pick<
  Handlers,
  | "signInWithWechat"
  | "bindWechatPhone"
  | "readWechatWebSignIn"
  | "signInWithWechatWeb"
  | "sendSmsCode"
  | "signInWithSms"
  | "signOut"
  | "readAccount"
>;

export const accountHandlers = (needs: AccountNeeds): AccountHandlers => ({
  signInWithWechat: async ({ body }) => signInWithWechat(needs, await needs.wechat.login(body.code)),
  readWechatWebSignIn: async () => ({ authorizeUrl: needs.webSignInUrl }),
  signInWithWechatWeb: async ({ body }) => signInWithWechat(needs, await needs.wechat.webLogin(body.code)),

  bindWechatPhone: async ({ body }, { caller }) => {
    const given = await needs.wechat.phone(body.code);
    if (!given.ok) return refuseForWechat(given.refusal);
    return inTransaction(needs.db, async (tx) => {
      const accountId = await givePhone({ ...needs, tx }, idOf(caller), given.value);
      return showAccount(tx, needs.sealer, accountId);
    });
  },

  sendSmsCode: async ({ body }) => sendSmsCode(needs, body.phone),
  signInWithSms: async ({ body }, { caller }) => signInWithSms(needs, { ...body, accountId: caller.accountId }),

  signOut: async (_input, { caller }) => {
    await inTransaction(needs.db, async (tx) => {
      if (caller.tokenSha256 === null || !(await endSession(tx, needs.clock, caller.tokenSha256))) return;
      const who = idOf(caller);
      const subject = `${caller.staffId === null ? "account" : "staff"}:${who}`;
      const actor = `${caller.role}:${who}`;
      await appendAudit(tx, needs.clock, { actor, action: "signed-out", subject, details: {} });
    });
    return {};
  },

  readAccount: async (_input, { caller }) => {
    if (caller.accountId !== null) return showAccount(needs.db, needs.sealer, caller.accountId);
    const { zh, en } = roles[caller.role];
    return { accountId: idOf(caller), role: caller.role, roleLabel: { zh, en }, phoneMasked: null };
  },
});

function idOf({ accountId, staffId }: Caller): string {
  const id = accountId ?? staffId;
  if (id === null) throw new Error("Only who is signed in gets here");
  return id;
}
