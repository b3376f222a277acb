import { allPayProviders } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { objectStores } from "../infra/object-store/object-stores.ts";
import { openPayProviders, payProviderAdapters } from "../infra/pay/pay-providers.ts";
import { smsGateways } from "../infra/sms/http-sms.ts";
import { readAdapters } from "./adapters.ts";
import { adapters, allSettings } from "./environment.ts";
import { readServiceConfig } from "./service-config.ts";

const development = Object.assign(
  {},
  ...adapters.map((one) => one.development("http://127.0.0.1:3900")),
);

/** Example locations, several for each kind of object store. */
const places = [
  "/photos",
  "photos",
  "C:\\photos",
  "https://s3.example.org/b",
  "http://127.0.0.1:9000/b",
];
/** Settings that an object store requires besides its location. */
const keys = { GRADPHOTO_S3_KEY: "id:key" };

test("every SMS gateway and payment provider opens with the development settings, and the guide lists its settings", () => {
  for (const one of [...Object.values(smsGateways), ...Object.values(payProviderAdapters)]) {
    expect(one.read(development).ok, one.settings.join()).toBe(true);
  }
  for (const name of adapters.flatMap(({ settings }) => settings))
    expect(allSettings).toContain(name);
});

test.each(objectStores)(
  "the object store of $settings opens at each of its example locations",
  (store) => {
    const own = places.filter((place) => store.takes.test(place));
    expect(own).not.toEqual([]);
    for (const place of own)
      expect(store.read({ ...keys, GRADPHOTO_OBJECTS: place }).ok, place).toBe(true);
  },
);

test("each object store location matches exactly one store, and an unsupported location none", () => {
  const takers = (place: string): number =>
    objectStores.filter(({ takes }) => takes.test(place)).length;
  for (const place of ["", ...places]) expect(takers(place), place).toBe(1);
  expect(takers("ftp://example.org/photos")).toBe(0);
});

test("only chosen providers require their settings; settings of other providers must still be valid", () => {
  const wechatOnly = Object.fromEntries(
    Object.entries(development).filter(([name]) => !/ALIPAY/.test(name)),
  );
  const env = { ...wechatOnly, GRADPHOTO_PAY_PROVIDERS: "wechat-pay" };
  expect([...(readAdapters(env).chosen?.payProviders.keys() ?? [])]).toEqual(["wechat-pay"]);
  const missing = readAdapters({ ...env, GRADPHOTO_PAY_PROVIDERS: "wechat-pay,alipay" }).issues;
  expect(missing.map(({ path: [name] }) => name)).toContain("GRADPHOTO_ALIPAY_PRIVATE_KEY");
  const wrong = readAdapters({ ...env, GRADPHOTO_ALIPAY_APP: "hidden" }).issues;
  expect(wrong.map(({ path: [name] }) => name)).toEqual(["GRADPHOTO_ALIPAY_APP"]);
});

test.each([
  ["GRADPHOTO_SMS", "pigeon"],
  ["GRADPHOTO_PAY_PROVIDERS", "wechat-pay,cash"],
])("%s accepts only names from its list", (name, value) => {
  expect(() => readServiceConfig({ [name]: value })).toThrow(`${name} must be one`);
});

test("a provider that was not chosen offers no payment, and its queries and refunds are unavailable", async () => {
  const providerOf = openPayProviders(new Map(), () => {
    throw new Error("Nothing was chosen");
  });
  for (const id of allPayProviders) {
    const provider = providerOf(id);
    expect(provider.appOf("h5")).toBeNull();
    expect(await provider.query("A1")).toEqual({ ok: false, refusal: "unavailable" });
    const refund = { outTradeNo: "A1", outRefundNo: "A1R1", refundFen: 1, totalFen: 1 };
    expect(await provider.refund(refund)).toEqual({ ok: false, refusal: "unavailable" });
    expect(provider.readNotification({}, "").ok).toBe(false);
  }
});
