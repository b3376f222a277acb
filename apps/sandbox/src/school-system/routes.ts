/** A school's 教务 system: receives webhooks, verifies their signatures, and lists what arrived. */
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { readBody } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import type { World } from "../world.ts";

const settings = z.object({ secret: z.string().min(1).max(200) });
const headerNames = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
const event = z.object({
  type: z.string(),
  data: z.object({ collectionId: z.string().optional() }),
});

interface Received extends z.infer<typeof event> {
  /** The `webhook-id`: equal for each try of one delivery. */
  readonly id: string;
}

/** The events exist only in memory. */
export function schoolSystemRoutes({ books: { schoolSystem } }: World): readonly Endpoint[] {
  const events: Received[] = [];

  function configure(call: Call): Answer {
    schoolSystem.secret = readBody(settings, call).secret;
    events.length = 0;
    return json(201, { path: "/school-system/webhooks" });
  }

  function receive(call: Call): Answer {
    const { secret } = schoolSystem;
    if (secret === null) return refusal(503, "no-secret", "尚未设置密钥 / no secret is configured");
    const headers = Object.fromEntries(
      headerNames.map((name) => [name, String(call.headers[name] ?? "")]),
    );
    try {
      events.push({
        id: headers["webhook-id"] ?? "",
        ...event.parse(new Webhook(secret).verify(call.text, headers)),
      });
    } catch {
      return refusal(401, "bad-signature", "签名不对 / the signature does not match");
    }
    return json(200, { received: events.length });
  }

  return [
    { method: "POST", path: "/school-system/webhooks", target: "school-webhook", answer: receive },
    { method: "POST", path: "/control/school-system", answer: configure },
    { method: "GET", path: "/control/school-system/events", answer: () => json(200, events) },
  ];
}
