/** Root of the app. Every page renders itself, and nothing else starts before it. */
import { type PropsWithChildren, useEffect } from "react";
import { platform } from "./platform/index.ts";
import { usePageForUnknown } from "./platform/navigation.ts";
import { useWords, wordsOf } from "./words/words.ts";
import "./app.scss";

const wordTable = wordsOf(
  { title: "新版本已就绪", about: "重新打开即可使用，已填写和上传的内容都还在。" },
  {
    title: "A new version is ready",
    about: "It reopens at once; what you filled in and uploaded is still there.",
  },
);

export default function App({ children }: PropsWithChildren) {
  const words = useWords(wordTable);
  usePageForUnknown();
  useEffect(() => platform.followPrivacyQuestions(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call adds a listener, so a second one would ask twice
  useEffect(() => platform.offerUpdates(words), []);
  useEffect(() => platform.keepForOffline(), []);
  return children;
}
