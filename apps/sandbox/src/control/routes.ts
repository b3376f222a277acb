/** Control API shared by all stand-ins: settings, faults, the clock, and the overview page. */
import { z } from "zod";
import { alipayKeys } from "../alipay/alipay-keys.ts";
import { type Answer, type Call, json, redirect } from "../answer.ts";
import { faultSchema } from "../faults.ts";
import { isForm, readBody } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import type { World } from "../world.ts";
import { controlPage } from "./page.ts";

function orderFault(world: World, call: Call): Answer {
  world.books.faults.push(readBody(faultSchema, call));
  return isForm(call) ? redirect("/control") : json(201, world.books.faults);
}

function clearFaults(world: World): Answer {
  world.books.faults.length = 0;
  return json(200, []);
}

const advance = z.object({
  advanceSeconds: z.coerce
    .number()
    .min(0)
    .max(366 * 86_400),
});

/** Moves the clock, only forwards: an expired item stays expired. */
function moveClock(world: World, call: Call): Answer {
  world.books.clockOffsetMs += readBody(advance, call).advanceSeconds * 1000;
  return isForm(call) ? redirect("/control") : json(200, { now: world.now().toISOString() });
}

/** All settings that a development server needs. The private key belongs to the merchant of the sandbox. */
const allSettings = ({ settings: { payKeys, ...settings } }: World) => ({
  ...settings,
  pay: {
    ...settings.pay,
    merchantPrivateKey: payKeys.merchant.privateKey,
    platformPublicKey: payKeys.platform.publicKey,
  },
  alipay: {
    ...settings.alipay,
    merchantPrivateKey: alipayKeys.merchant.privateKey,
    alipayPublicKey: alipayKeys.alipay.publicKey,
  },
});

export const controlRoutes = (world: World): readonly Endpoint[] => [
  { method: "GET", path: "/", answer: () => redirect("/control") },
  { method: "GET", path: "/healthz", answer: () => json(200, { ok: true }) },
  { method: "GET", path: "/control", answer: () => controlPage(world) },
  { method: "GET", path: "/control/settings", answer: () => json(200, allSettings(world)) },
  { method: "GET", path: "/control/faults", answer: () => json(200, world.books.faults) },
  { method: "POST", path: "/control/faults", answer: (call) => orderFault(world, call) },
  { method: "DELETE", path: "/control/faults", answer: () => clearFaults(world) },
  {
    method: "GET",
    path: "/control/clock",
    answer: () => json(200, { now: world.now().toISOString() }),
  },
  { method: "POST", path: "/control/clock", answer: (call) => moveClock(world, call) },
];
