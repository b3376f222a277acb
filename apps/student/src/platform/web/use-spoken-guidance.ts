/** Speaks the hints and the countdown for the person in front of the camera. */
import type { Language } from "@gradphoto/domain";
import { useEffect } from "react";
import type { Guidance } from "../phone-engine.ts";

/** A hint that persists is repeated after this time. */
const repeatAfterMs = 5000;
const voices: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-US" };

/** `language` null: silent. */
export function useSpokenGuidance(hint: Guidance | null, language: Language | null): void {
  const words = language === null || hint === null ? "" : wordsOf(hint, language);
  useEffect(() => {
    if (language === null || words === "") return;
    const speak = (): void => {
      if (document.hidden) return;
      // A sentence in progress is out of date.
      speechSynthesis.cancel();
      const speech = new SpeechSynthesisUtterance(words);
      speech.lang = voices[language];
      speechSynthesis.speak(speech);
    };
    speak();
    const timer = setInterval(speak, repeatAfterMs);
    return () => clearInterval(timer);
  }, [words, language]);
  useEffect(() => () => (canSpeak ? speechSynthesis.cancel() : undefined), []);
}

/** iOS allows speech only after a tap has requested it once. */
export function readyToSpeak(): void {
  speechSynthesis.speak(new SpeechSynthesisUtterance(""));
}

export const canSpeak = process.env.TARO_ENV === "h5" && "speechSynthesis" in window;

function wordsOf({ instruction, count }: Guidance, language: Language): string {
  if (instruction) return instruction.words[language];
  return typeof count === "number" ? String(count) : "";
}
