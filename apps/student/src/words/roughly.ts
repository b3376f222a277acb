/** Approximate duration for people, no more precise than it is known. */
import type { Language } from "@gradphoto/domain";
import { useSettings } from "../state/settings.ts";

const minuteS = 60;
const stepS = 5;

/** 7 → about 10 seconds; 130 → about 3 minutes. */
export function roughly(seconds: number, language: Language): string {
  if (seconds > minuteS - stepS) {
    const minutes = Math.max(1, Math.ceil(seconds / minuteS));
    return language === "zh" ? `约 ${minutes} 分钟` : minutes === 1 ? "about a minute" : `about ${minutes} minutes`;
  }
  const rounded = Math.max(stepS, Math.ceil(seconds / stepS) * stepS);
  return language === "zh" ? `约 ${rounded} 秒` : `about ${rounded} seconds`;
}

export function useRoughly(): (seconds: number) => string {
  const { language } = useSettings();
  return (seconds) => roughly(seconds, language);
}
