/**
 * Access token of WeChat's server API. The stable_token endpoint returns the same valid token to every process, so each
 * can cache it without invalidating the token of the others.
 */
import { z } from "zod";
import { requestJson } from "../request-json.ts";
import type { WechatApp } from "./wechat.ts";

export interface TokenAnswer {
  readonly ok: true;
  readonly token: string;
}
/** `errcode` is null if WeChat did not answer. */
export interface NoToken {
  readonly ok: false;
  readonly errcode: number | null;
}

export interface AccessToken {
  current(): Promise<TokenAnswer | NoToken>;
  /** Replaces the token `ended` after WeChat refused it. Concurrent callers share one request. */
  renew(ended: string): Promise<TokenAnswer | NoToken>;
}

const granted = z.object({ access_token: z.string().min(1).max(1024) });
const refused = z.object({ errcode: z.int() });

export function createAccessToken(deps: {
  readonly url: URL;
  readonly app: WechatApp;
  readonly timeoutMs: number;
}): AccessToken {
  let existing: string | null = null;
  let asking: Promise<TokenAnswer | NoToken> | null = null;
  const request = async (): Promise<TokenAnswer | NoToken> => {
    const { url, app, timeoutMs } = deps;
    const body = {
      grant_type: "client_credential",
      appid: app.appid,
      secret: app.secret,
      force_refresh: false,
    };
    const answer = await requestJson({ url, body, timeoutMs });
    const yes = granted.safeParse(answer?.body);
    if (!yes.success)
      return { ok: false, errcode: refused.safeParse(answer?.body).data?.errcode ?? null };
    existing = yes.data.access_token;
    return { ok: true, token: existing };
  };
  const current = async (): Promise<TokenAnswer | NoToken> => {
    if (existing !== null) return { ok: true, token: existing };
    asking ??= request().finally(() => {
      asking = null;
    });
    return asking;
  };
  return {
    current,
    renew: (ended) => {
      if (existing === ended) existing = null;
      return current();
    },
  };
}
