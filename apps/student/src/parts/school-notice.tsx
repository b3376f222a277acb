/** Notice from the school to the students of its project, unchanged; renders nothing where there is none. */
import { commonWords } from "../words/common-words.ts";
import { useWords } from "../words/words.ts";

export function SchoolNotice({ text }: { readonly text: string }) {
  const words = useWords(commonWords);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return null;
  return (
    <section className="card" id="school-notice">
      <h2 className="heading">{words.schoolNotice}</h2>
      <div>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal
          <p className="text" key={index}>
            {line}
          </p>
        ))}
      </div>
    </section>
  );
}
