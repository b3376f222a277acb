import type { lookup } from "node:dns";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import { createPostWebhook, isWebhookUrl } from "./post-webhook.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const message = { id: "message-1", secret, body: '{"type":"test"}' };

/** Starts a receiver on this machine, and counts its requests. */
async function receive(listener: RequestListener) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}/hook`, requests: () => requests };
}

test("a school's library verifies the signature, and refuses it with another body or time", async () => {
  const bodies: string[] = [];
  const sent: Record<string, string>[] = [];
  const { url } = await receive((request, response) => {
    sent.push(
      Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
    );
    request.setEncoding("utf8").on("data", (text: string) => void bodies.push(text));
    request.once("end", () => response.end("thanks"));
  });
  expect(await createPostWebhook({ allowsLoopback: true })({ ...message, url })).toEqual({
    status: 200,
    text: "thanks",
  });
  const [headers = {}] = sent;
  const webhook = new Webhook(secret);
  expect(webhook.verify(bodies.join(""), headers)).toEqual({ type: "test" });
  expect(() => webhook.verify('{"type":"other"}', headers)).toThrow("signature");
  expect(() =>
    webhook.verify(bodies.join(""), { ...headers, "webhook-timestamp": "1000000000" }),
  ).toThrow("too old");
});

test("in production, only public https addresses are accepted", () => {
  const refused = [
    ...[
      "http://school.example.org/",
      "https://user:pass@school.example.org/",
      "https://localhost/",
      "ftp://a.example.org",
    ],
    ...[
      "https://127.0.0.1/",
      "https://0.0.0.0/",
      "https://10.0.0.1/",
      "https://172.16.0.1/",
      "https://192.168.1.1/",
    ],
    ...[
      "https://169.254.169.254/",
      "https://100.64.0.1/",
      "https://[::1]/",
      "https://[fe80::1]/",
      "https://[fd00::1]/",
    ],
    ...[
      "https://[::ffff:127.0.0.1]/",
      "https://[::ffff:10.0.0.1]/",
      "https://[64:ff9b::a00:1]/",
      "https://[2002:a00:1::]/",
    ],
    ...["https://0x7f.1/", "https://2130706433/", "https://127.1/", "no address"],
  ];
  for (const url of refused) expect(isWebhookUrl(url, false), url).toBe(false);
  for (const url of [
    "https://school.example.org/hook",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
  ])
    expect(isWebhookUrl(url, false), url).toBe(true);
});

test("a name that resolves to this machine or a private network is not connected to, also the second time", async () => {
  const receiver = await receive((_request, response) => response.end());
  const answers = ["127.0.0.1", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "fd00::1"];
  for (const address of answers) {
    let lookups = 0;
    /** Public in the first answer, private next to it: the connection must not use the second. */
    const resolve = ((
      _name: string,
      _options: object,
      done: (error: null, addresses: object[]) => void,
    ) => {
      lookups += 1;
      const family = address.includes(":") ? 6 : 4;
      done(null, [
        { address: "8.8.8.8", family: 4 },
        { address, family },
      ]);
    }) as unknown as typeof lookup;
    const post = createPostWebhook({ allowsLoopback: false, resolve });
    const answer = await post({
      ...message,
      url: `https://rebinding.example.org:${receiver.port}/`,
    });
    expect(answer).toMatchObject({ status: null });
    expect(answer.text).toContain(`${address} is not public`);
    expect(lookups).toBe(1);
  }
  expect(receiver.requests()).toBe(0);
});

test("a redirect is not followed, and a long answer is cut", async () => {
  const target = await receive((_request, response) => response.end());
  const redirecting = await receive((_request, response) =>
    response.writeHead(302, { location: target.url }).end("moved"),
  );
  const long = await receive((_request, response) => response.end("x".repeat(100_000)));
  const post = createPostWebhook({ allowsLoopback: true });
  expect(await post({ ...message, url: redirecting.url })).toEqual({ status: 302, text: "moved" });
  expect(target.requests()).toBe(0);
  expect((await post({ ...message, url: long.url })).text).toHaveLength(500);
});
