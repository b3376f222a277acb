/** How the attacked product is set: behind one proxy, so that strangers have addresses of their own, its pictures encrypted. */
import { randomBytes } from "node:crypto";

export const smsCodesPerHour = 6;

export const attackedSettings = {
  GRADPHOTO_PROXIES: "1",
  GRADPHOTO_METRICS_PORT: "0",
  GRADPHOTO_WORKERS: "1",
  GRADPHOTO_DEMO_CONFIGURATION: JSON.stringify({ "decision-hold": 2 / 60, "sms-codes-hour": smsCodesPerHour }),
  GRADPHOTO_ADDRESS_REQUESTS_PER_MINUTE: "12000",
  GRADPHOTO_OBJECT_KEYS: `attacked:${randomBytes(32).toString("base64")}`,
} as const satisfies Readonly<Record<string, string>>;
