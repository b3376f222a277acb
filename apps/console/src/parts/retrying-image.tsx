/** Image that the service may still be preparing: displays a placeholder and retries until it exists. */
import { useEffect, useState } from "react";
import { useWords, wordsOf } from "../lib/words.ts";

const wordTable = wordsOf(
  { coming: "照片正在准备，稍后自动显示…" },
  { coming: "The picture is being prepared and appears by itself…" },
);

const againMs = 5000;

export function ComingImage({ src, alt }: { readonly src: string; readonly alt: string }) {
  const t = useWords(wordTable);
  const [tries, setTries] = useState(0);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isMissing) return;
    const timer = setTimeout(() => {
      setMissing(false);
      setTries((previous) => previous + 1);
    }, againMs);
    return () => clearTimeout(timer);
  }, [isMissing]);
  if (isMissing) return <p>{t.coming}</p>;
  return <img key={tries} src={src} alt={alt} onError={() => setMissing(true)} />;
}
