/** Says aloud what is to be changed and how far the count is, for whoever stands before the camera. */
import type { Language } from "@gradphoto/domain";
import { useEffect } from "react";
import type { Guidance } from "../phone-engine.ts";

/** What stays is said again after a while. */
const againAfterMs = 5000;
const voices: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-US" };

/** `language`: null: it is silent. */
export function useSpokenGuidance(hint: Guidance | null, language: Language | null): void {
  const words = language === null || hint === null ? "" : wordsOf(hint, language);
  useEffect(() => {
    if (language === null || words === "") return;
    const speak = (): void => {
      if (document.hidden) return;
      // What was begun is out of date.
      speechSynthesis.cancel();
      const speech = new SpeechSynthesisUtterance(words);
      speech.lang = voices[language];
      speechSynthesis.speak(speech);
    };
    speak();
    const timer = setInterval(speak, againAfterMs);
    return () => clearInterval(timer);
  }, [words, language]);
  useEffect(() => () => (canSpeak ? speechSynthesis.cancel() : undefined), []);
}

/** iOS speaks only once it has been asked to by a tap. */
export function readyToSpeak(): void {
  speechSynthesis.speak(new SpeechSynthesisUtterance(""));
}

export const canSpeak = process.env.TARO_ENV === "h5" && "speechSynthesis" in window;

function wordsOf({ instruction, count }: Guidance, language: Language): string {
  if (instruction) return instruction.words[language];
  return typeof count === "number" ? String(count) : "";
}
