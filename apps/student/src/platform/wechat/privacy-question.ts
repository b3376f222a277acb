/**
 * WeChat's privacy prompt before the first use of personal data: it waits here until the student has answered on our
 * own sheet.
 */
import Taro from "@tarojs/taro";
import { useSyncExternalStore } from "react";

type Answer = (option: Taro.onNeedPrivacyAuthorization.ResolveOption) => void;

/** WeChat verifies that the button with this id was tapped. */
export const agreeButtonId = "privacy-agree";

let waiting: readonly Answer[] = [];
const followers = new Set<() => void>();

function wait(now: readonly Answer[]): void {
  waiting = now;
  for (const follower of followers) follower();
}

/** Registered at the start of the app; otherwise WeChat shows a sheet of its own. */
export function followPrivacyQuestions(): void {
  Taro.onNeedPrivacyAuthorization((answer) => {
    answer({ event: "exposureAuthorization" });
    wait([...waiting, answer]);
  });
}

/** The pending request continues, or fails as WeChat decides. */
export function answerPrivacyQuestion(agreed: boolean): void {
  for (const answer of waiting)
    answer(agreed ? { event: "agree", buttonId: agreeButtonId } : { event: "disagree" });
  wait([]);
}

const follow = (follower: () => void) => {
  followers.add(follower);
  return () => followers.delete(follower);
};

export const usePrivacyPrompt = (): boolean =>
  useSyncExternalStore(follow, () => waiting.length > 0);

/** Opens the privacy guidelines registered at WeChat. */
export const openPrivacyContract = (): void => Taro.openPrivacyContract();
