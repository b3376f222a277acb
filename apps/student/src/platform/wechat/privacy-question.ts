/** WeChat asks before personal data are first used; its question waits here until the student has answered it on our own sheet. */
import Taro from "@tarojs/taro";
import { useSyncExternalStore } from "react";

type Answer = (option: Taro.onNeedPrivacyAuthorization.ResolveOption) => void;

/** WeChat looks whether the button with this id was tapped. */
export const agreeButtonId = "privacy-agree";

let waiting: readonly Answer[] = [];
const followers = new Set<() => void>();

function wait(now: readonly Answer[]): void {
  waiting = now;
  for (const follower of followers) follower();
}

/** From the start of the app on; without it WeChat would show a sheet of its own. */
export function hearPrivacyQuestions(): void {
  Taro.onNeedPrivacyAuthorization((answer) => {
    answer({ event: "exposureAuthorization" });
    wait([...waiting, answer]);
  });
}

/** What was asked for goes on, or fails as WeChat lets it. */
export function answerPrivacyQuestion(agreed: boolean): void {
  for (const answer of waiting) answer(agreed ? { event: "agree", buttonId: agreeButtonId } : { event: "disagree" });
  wait([]);
}

const follow = (follower: () => void) => {
  followers.add(follower);
  return () => followers.delete(follower);
};

export const usePrivacyAsked = (): boolean => useSyncExternalStore(follow, () => waiting.length > 0);

/** The guidelines that are kept at WeChat. */
export const openPrivacyContract = (): void => Taro.openPrivacyContract();
