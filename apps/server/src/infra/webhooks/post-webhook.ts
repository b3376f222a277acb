/**
 * Posts a signed webhook by the Standard Webhooks convention, only to public addresses. The connection uses the address
 * that was checked, so a DNS name that resolves differently later (DNS rebinding) has no effect.
 */
import { lookup as systemLookup } from "node:dns";
import { type ClientRequest, request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Webhook } from "standardwebhooks";

interface WebhookPost {
  readonly url: string;
  readonly id: string;
  readonly secret: string;
  readonly body: string;
}

interface WebhookAnswer {
  /** null if there was no answer. */
  readonly status: number | null;
  /** Beginning of the answer, or the reason why there was none. */
  readonly text: string;
}

export type PostWebhook = (post: WebhookPost) => Promise<WebhookAnswer>;

const timeoutMs = 10_000;
const maxTextBytes = 500;
/** Refusal of an address; the text is displayed to the school. */
class AddressRefusedError extends Error {}
const unresolved =
  "域名没有解析到地址，请检查推送地址 / The name has no address: check the webhook";
const notAllowed =
  "推送地址不被允许，请新建一个公网 https 地址 / The address is not allowed: create a webhook with a public https address";
const tooSlow =
  "10 秒内没有响应，请检查接收系统 / No response within 10 seconds: check the receiver";

/** Global unicast addresses. All special-purpose ranges and addresses that embed another one are refused. */
function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.parseCIDR("2000::/3"));
}

const isLoopback = (address: string): boolean => ipaddr.process(address).range() === "loopback";

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

/** Returns false for an address that no delivery would be sent to. A name is resolved only at the delivery. */
export function isWebhookUrl(text: string, allowsLoopback: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return false;
  const host = hostOf(url);
  const isAddress = isIP(host) !== 0;
  if (isAddress && isLoopback(host)) return allowsLoopback;
  if (url.protocol !== "https:") return false;
  return isAddress ? isPublic(host) : host.includes(".");
}

interface PostDeps {
  readonly allowsLoopback: boolean;
  readonly resolve?: typeof systemLookup;
}

export function createPostWebhook({
  allowsLoopback,
  resolve = systemLookup,
}: PostDeps): PostWebhook {
  const requirePublic = (address: string): void => {
    if (!isPublic(address) && !(allowsLoopback && isLoopback(address)))
      throw new AddressRefusedError(
        `${address} 不是公网地址，请修改域名解析或推送地址 / ${address} is not public: correct the DNS record or the webhook`,
      );
  };
  const lookup: LookupFunction = (hostname, options, done) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? new AddressRefusedError(unresolved), "");
      try {
        for (const { address } of addresses) requirePublic(address);
      } catch (refused) {
        return done(refused instanceof Error ? refused : new Error(String(refused)), "");
      }
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  return async ({ url: text, id, secret, body }) => {
    const url = new URL(text);
    const at = new Date();
    try {
      if (!isWebhookUrl(text, allowsLoopback)) throw new AddressRefusedError(notAllowed);
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "GradPhoto",
        "webhook-id": id,
        "webhook-timestamp": Math.floor(at.getTime() / 1000),
        "webhook-signature": new Webhook(secret).sign(id, at, body),
      };
      const request = url.protocol === "https:" ? requestTls : requestPlain;
      // A connection of its own for each post: none is reused without a check. Redirects are never followed.
      const options = {
        method: "POST",
        headers,
        lookup,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      } as const;
      return await answerOf(request(url, options), body, requirePublic);
    } catch (error) {
      return { status: null, text: reasonOf(error) };
    }
  };
}

function answerOf(
  request: ClientRequest,
  body: string,
  requirePublic: (address: string) => void,
): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    request.once("error", reject);
    // Second line of defence, should a lookup be bypassed.
    request.once("socket", (socket) =>
      socket.once("connect", () => {
        try {
          requirePublic(socket.remoteAddress ?? "");
        } catch (error) {
          request.destroy(error instanceof Error ? error : undefined);
        }
      }),
    );
    request.once("response", (response) => {
      let text = "";
      const end = (): void => {
        resolve({
          status: response.statusCode ?? null,
          text: text.slice(0, maxTextBytes).replaceAll("\0", ""),
        });
        request.destroy();
      };
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (text.length >= maxTextBytes) end();
      });
      response.once("end", end).once("error", reject);
    });
    request.end(body);
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  const code = "code" in error ? String(error.code) : error.name;
  if (code === "ABORT_ERR") return tooSlow;
  return error instanceof AddressRefusedError ? error.message : code.slice(0, maxTextBytes);
}
