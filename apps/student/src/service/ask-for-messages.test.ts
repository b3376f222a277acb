import { problemOf } from "@gradphoto/domain";
import { beforeEach, expect, test, vi } from "vitest";

const requested: (readonly string[])[] = [];
const platform = {
  signInBy: "wechat",
  askForMessages: async (templateIds: readonly string[]) => {
    requested.push(templateIds);
    return templateIds.slice(0, 1);
  },
};
const call = vi.fn();
vi.mock("../platform/index.ts", () => ({ platform }));
vi.mock("./call.ts", () => ({ call }));
const { messageRequest } = await import("./ask-for-messages.ts");

const template = (name: string, credits: number) => ({
  template: name,
  templateId: `id-${name}`,
  label: { zh: name, en: name },
  credits,
});
const templates = [
  template("completed", 0),
  template("unfinished", 0),
  template("refunded", 0),
  template("closes-soon", 1),
];
const loaded = { value: { templates }, problem: null };

beforeEach(() => {
  platform.signInBy = "wechat";
  requested.length = 0;
  call.mockReset();
});

test("a tap in WeChat waits until the message templates have loaded or failed to load", async () => {
  expect(messageRequest({ value: null, problem: null })).toBeNull();
  const problem = problemOf("service-unavailable", {}, { language: "zh", requestId: "request-1" });
  await messageRequest({ value: null, problem })?.();
  expect(requested).toEqual([]);
  const request = messageRequest(loaded)?.();
  // WeChat accepts no request after the tap has returned.
  expect(requested).toEqual([["id-completed", "id-unfinished", "id-refunded"]]);
  await request;
});

test("a browser has no messages to wait for", () => {
  platform.signInBy = "sms";
  expect(messageRequest({ value: null, problem: null })).not.toBeNull();
});

test("only wanted messages without credits are requested, and only allowed ones are recorded", async () => {
  await messageRequest(loaded, ({ template: name }) => name !== "unfinished")?.();
  expect(requested).toEqual([["id-completed", "id-refunded"]]);
  expect(call.mock.calls).toEqual([["addMessageCredits", { body: { templates: ["completed"] } }]]);
});
