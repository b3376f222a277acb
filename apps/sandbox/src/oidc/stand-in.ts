/**
 * A company's or school's OpenID Connect provider under /oidc: the certified library with its own pages to sign in, which
 * take any name with any password.
 */
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { interactionPolicy, Provider } from "oidc-provider";
import type { Settings } from "../settings.ts";

const prefix = "/oidc";

function openProvider(issuer: string, { clientId, clientSecret }: Settings["oidc"]): Provider {
  const policy = interactionPolicy.base();
  policy.get("consent")?.checks.remove("native_client_prompt");
  const provider = new Provider(issuer, {
    interactions: { policy },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        // Of native clients the port of a loopback address is free.
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/console/returned", "http://localhost/console/returned"],
      },
    ],
    pkce: { required: () => true },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // Nobody is asked whether the console may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      const accountId = session?.accountId;
      if (!client || accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  provider.on("server_error", (_context, error) => void process.stderr.write(`${error.stack}\n`));
  return provider;
}

/** Opened at the first call, as its name holds the address it is called by. */
export function standInForOidc(app: FastifyInstance, settings: Settings["oidc"]): void {
  const opened = new Map<string, ReturnType<Provider["callback"]>>();
  const providerAt = (issuer: string) => {
    const known = opened.get(issuer) ?? openProvider(issuer, settings).callback();
    opened.set(issuer, known);
    return known;
  };
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The library reads what comes itself.
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.all(`${prefix}/*`, (request, reply) => {
      reply.hijack();
      const raw: IncomingMessage & { originalUrl?: string } = request.raw;
      raw.originalUrl = request.url;
      raw.url = request.url.slice(prefix.length);
      void providerAt(`${request.protocol}://${request.host}${prefix}`)(raw, reply.raw);
    });
  });
}
