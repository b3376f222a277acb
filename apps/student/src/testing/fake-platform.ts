/** Platform for tests: a store in memory, and a transport with prepared answers. */
import { problemOf } from "@gradphoto/domain";
import type { TransportAnswer } from "@gradphoto/domain/client";
import type { Picture, Platform } from "../platform/platform.ts";

/** `lost`: no answer arrives. */
export type LaidAnswer = TransportAnswer | "lost";

export function openFakePlatform() {
  const stored = new Map<string, string>();
  const answers: LaidAnswer[] = [];
  const requests: string[] = [];
  const followers: ((text: string | null) => void)[] = [];
  /** Simulates a write by another page of the app in another tab. */
  const writeElsewhere = (key: string, text: string | null) => {
    platform.store.write(key, text);
    for (const changed of followers) changed(text);
  };
  const saved: { picture: Picture | null } = { picture: null };
  const platform: Pick<
    Platform,
    "baseUrl" | "store" | "transport" | "deviceLanguage" | "storePicture" | "storedPicture"
  > = {
    baseUrl: "https://service.test",
    store: {
      read: (key) => stored.get(key) ?? null,
      write: (key, text) => void (text === null ? stored.delete(key) : stored.set(key, text)),
      follow: (_key, changed) => void followers.push(changed),
    },
    deviceLanguage: () => "zh-CN",
    storePicture: async (picture) => {
      saved.picture = picture;
    },
    storedPicture: async () => saved.picture,
    transport: async ({ method, url }) => {
      requests.push(`${method} ${url}`);
      const answer = answers.shift() ?? "lost";
      if (answer === "lost") throw new Error("No answer came");
      return answer;
    },
  };
  return { platform, stored, saved, answers, requests, writeElsewhere };
}

export const jsonAnswer = (status: number, value: object): TransportAnswer => ({
  status,
  headers: { "content-type": status < 400 ? "application/json" : "application/problem+json" },
  body: JSON.stringify(value),
});

/** A refusal with the service's wording. */
export function refusedWith(code: "not-found" | "session-expired"): TransportAnswer {
  const problem = problemOf(code, {}, { language: "zh", requestId: "request-1" });
  return jsonAnswer(problem.status, problem);
}
