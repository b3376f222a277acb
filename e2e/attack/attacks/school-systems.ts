/** API keys of schools: a single person, other schools' data, ended keys, and a key in an address. */
import assert from "node:assert/strict";
import { refusal, take } from "../../people/client.ts";
import { createKey, pullAll } from "../../people/school-system.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { type Attack, ask, expectLogged } from "../target.ts";

const projectsPath = "/v1/school/projects";

export const schoolSystemAttacks: readonly Attack[] = [
  {
    name: "one school administrator makes a key, uses it, and reads other schools with a confirmed one",
    must: "refused until a second person confirms; other schools' projects, students and photos are not found",
    run: async ({ product: { url }, staff, addStudent }) => {
      const [admin, operator] = [await staff("school-admin"), await staff("operator")];
      const { client, keyId } = await createKey(admin, url);
      await refusal(client.call("readSystemChanges", { query: { limit: 1 } }), "api-key-ended");
      await refusal(admin.call("confirmApiKey", { params: { keyId } }), "api-key-own");
      const { projects } = await take(operator.call("listProjects", { query: { limit: 100 } }));
      const foreign = projects
        .filter(({ schoolCode }) => schoolCode !== "10559")
        .map(({ projectId }) => projectId);
      const [foreignProject = ""] = foreign;
      assert.notEqual(foreignProject, "");
      await refusal(
        admin.call("createApiKey", {
          body: {
            name: "x",
            scopes: ["photos"],
            projects: [foreignProject],
            networks: ["0.0.0.0/0"],
            days: 1,
          },
        }),
        "not-found",
      );
      await take(operator.call("confirmApiKey", { params: { keyId } }));
      await refusal(
        client.call("readSystemProgress", { query: { projectId: foreignProject } }),
        "not-found",
      );
      const { collectionId } = await addStudent();
      const photo = await client.open(`/v1/school/collections/${collectionId}/photo`);
      assert.equal(photo.status, 404, "a photo that is not finished");
      const { changes } = await pullAll(client, "0", 100);
      assert.deepEqual(
        changes.filter(({ projectId }) => foreign.includes(projectId)),
        [],
      );
      const { status } = await client.open("/v1/staff/api-keys?limit=20");
      assert.equal(status, 403, "a key at a route of staff");
      await take(admin.call("revokeApiKey", { params: { keyId } }));
      return `refused alone; ${changes.length} changes, none of ${foreign.length} foreign projects`;
    },
  },
  {
    name: "an API key in the address, from another network, expired, revoked, invented",
    must: "401 or 403 each time, and the key is never in the log",
    run: async ({ product, staff }) => {
      const { url } = product;
      const [admin, operator] = [await staff("school-admin"), await staff("operator")];
      const statusOf = async (token: string): Promise<string> => {
        const { status, code } = await ask(url, projectsPath, {
          headers: { authorization: `Bearer ${token}` },
        });
        return `${status} ${code}`.trim();
      };
      const confirmed = async (wish: Parameters<typeof createKey>[2] = {}) => {
        const key = await createKey(admin, url, wish);
        await take(operator.call("confirmApiKey", { params: { keyId: key.keyId } }));
        return key;
      };
      const key = await confirmed();
      assert.equal(await statusOf(key.token), "200");
      for (const name of ["key", "api_key", "token", "access_token", "authorization"]) {
        const answer = await ask(url, `${projectsPath}?${name}=${key.token}`);
        assert.equal(`${answer.status} ${answer.code}`, "401 api-key-missing", name);
      }
      const elsewhere = await confirmed({ networks: ["192.0.2.0/24"] });
      assert.equal(await statusOf(elsewhere.token), "403 api-key-network");
      assert.equal(
        await statusOf(`${key.token.slice(0, -1)}${key.token.endsWith("A") ? "B" : "A"}`),
        "401 api-key-ended",
      );
      const late = await confirmed();
      await inProductDatabase(product, (database) =>
        database.query(
          "update api_keys set expires_at = now() - interval '1 second' where id = $1",
          [late.keyId],
        ),
      );
      assert.equal(await statusOf(late.token), "401 api-key-ended", "expired");
      await take(admin.call("revokeApiKey", { params: { keyId: key.keyId } }));
      assert.equal(await statusOf(key.token), "401 api-key-ended", "revoked");
      await expectLogged(product, projectsPath, 401);
      for (const { token } of [key, elsewhere, late])
        assert.ok(!product.log().includes(token), "a key is in the log");
      return "5 addresses, another network, an invented, an expired and a revoked key: refused";
    },
  },
  {
    name: "a webhook to this machine, private and link-local networks, mapped addresses, and through a redirect",
    must: "refused at its creation, or not followed",
    run: async ({ staff, world, product: { sandboxUrl } }) => {
      const admin = await staff("school-admin");
      const addresses = [
        ...[
          "http://school.example.org/",
          "https://localhost/",
          "https://10.0.0.1/",
          "https://172.16.0.1/",
        ],
        ...[
          "https://192.168.0.1/",
          "https://169.254.169.254/",
          "https://100.64.0.1/",
          "https://0.0.0.0/",
        ],
        ...[
          "https://[::ffff:10.0.0.1]/",
          "https://[::ffff:169.254.169.254]/",
          "https://[fe80::1]/",
          "https://[fd00::1]/",
        ],
        ...[
          "https://[64:ff9b::a00:1]/",
          "https://[2002:a00:1::]/",
          "https://0x0a.1/",
          "https://a:b@school.example.org/",
        ],
      ];
      for (const address of addresses)
        await refusal(admin.call("createWebhook", { body: { url: address } }), "webhook-address");
      const { webhookId, secret } = await take(
        admin.call("createWebhook", { body: { url: `${sandboxUrl}/school-system/webhooks` } }),
      );
      await world.control("POST", "/school-system", { secret });
      await world.control("POST", "/faults", { target: "school-webhook", kind: "redirect" });
      const { deliveryId } = await take(admin.call("testWebhook", { params: { webhookId } }));
      const tried = await waitUntil(
        "the redirected try",
        async () => {
          const { deliveries } = await take(
            admin.call("listWebhookDeliveries", { query: { limit: 10 } }),
          );
          return deliveries.find((one) => one.deliveryId === deliveryId);
        },
        (one) => (one?.tries ?? 0) > 0,
        100_000,
      );
      assert.equal(tried?.status, 302, "a redirect is a failure");
      await take(admin.call("removeWebhook", { params: { webhookId } }));
      const forged = await ask(sandboxUrl, "/school-system/webhooks", {
        method: "POST",
        body: "{}",
      });
      assert.equal(forged.status, 401, "a post without signature");
      return `${addresses.length} addresses refused; the redirect was not followed`;
    },
  },
];
