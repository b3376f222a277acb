/** Photo choice by tap or drop; the page also accepts a drop once there is a photo. */
import { uploadedPicture } from "@gradphoto/domain";
import { type RefObject, useEffect, useState } from "react";
import { Icon } from "../../parts/icon.tsx";
import { useWords } from "../../words/words.ts";
import { tryWords } from "./try-words.ts";
import { maxMb } from "./use-chosen-photo.ts";

export function PhotoInput({
  input,
  onFile,
}: {
  readonly input: RefObject<HTMLInputElement>;
  readonly onFile: (file: File) => void;
}) {
  return (
    <input
      ref={input}
      id="file"
      type="file"
      className="drop__input"
      accept={uploadedPicture.types.join(",")}
      onChange={({ currentTarget }) => {
        const file = currentTarget.files?.[0];
        // Allows the same file to be chosen again.
        currentTarget.value = "";
        if (file) onFile(file);
      }}
    />
  );
}

export function DropPlace({ over, onTap }: { readonly over: boolean; readonly onTap: () => void }) {
  const words = useWords(tryWords);
  return (
    <button id="choose" type="button" className={over ? "drop drop--over" : "drop"} onClick={onTap}>
      <Icon name="album" />
      <span className="drop__words">{words.choose}</span>
      <span className="drop__about">{words.drop}</span>
      <span className="quiet">{words.formats(maxMb)}</span>
    </button>
  );
}

/** Returns whether a file is dragged over the page. */
export function useDroppedFile(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === "dragover");
      const file = event.type === "drop" ? event.dataTransfer?.files[0] : undefined;
      if (file) onFile(file);
    };
    const events = ["dragover", "dragleave", "drop"] as const;
    for (const name of events) document.addEventListener(name, onDrag);
    return () => {
      for (const name of events) document.removeEventListener(name, onDrag);
    };
  }, [onFile]);
  return over;
}
