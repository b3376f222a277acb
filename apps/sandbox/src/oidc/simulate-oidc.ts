/**
 * OpenID Connect provider of a company or school under /oidc. It is the certified library with its own login pages,
 * which accept any name with any password.
 */
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Provider } from "oidc-provider";
import type { Settings } from "../settings.ts";

const prefix = "/oidc";

async function openProvider(
  issuer: string,
  { clientId, clientSecret }: Settings["oidc"],
): Promise<Provider> {
  // Imported lazily: most runs of the sandbox never need it.
  const { interactionPolicy, Provider } = await import("oidc-provider");
  const policy = interactionPolicy.base();
  policy.get("consent")?.checks.remove("native_client_prompt");
  const provider = new Provider(issuer, {
    interactions: { policy },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        // Native clients may use any port of a loopback address.
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/console/returned", "http://localhost/console/returned"],
      },
    ],
    pkce: { required: () => true },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // Grants access without a consent page.
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

/**
 * Registers the provider. It is created at the first request, because its issuer contains the address of the request.
 */
export function simulateOidc(app: FastifyInstance, settings: Settings["oidc"]): void {
  const opened = new Map<string, ReturnType<typeof openProvider>>();
  const providerAt = (issuer: string): ReturnType<typeof openProvider> => {
    const provider = opened.get(issuer) ?? openProvider(issuer, settings);
    opened.set(issuer, provider);
    return provider;
  };
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The library parses the body itself.
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.all(`${prefix}/*`, async (request, reply) => {
      const provider = await providerAt(`${request.protocol}://${request.host}${prefix}`);
      reply.hijack();
      const raw: IncomingMessage & { originalUrl?: string } = request.raw;
      raw.originalUrl = request.url;
      raw.url = request.url.slice(prefix.length);
      await provider.callback()(raw, reply.raw);
    });
  });
}
