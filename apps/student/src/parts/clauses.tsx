/** Clauses of the photo rules. */
import { type ClauseJudge, clauseJudges, clausesJudgedBy } from "@gradphoto/domain";
import { useTranslate } from "../words/words.ts";
import { Folded } from "./folded.tsx";

export function Clauses({ clauses }: { readonly clauses: ReturnType<typeof clausesJudgedBy> }) {
  const translate = useTranslate();
  return (
    <ol className="clauses">
      {clauses.map(({ id, rule }) => (
        <li key={id}>{translate(rule.text)}</li>
      ))}
    </ol>
  );
}

interface FoldedClausesProps {
  readonly id: string;
  readonly title: string;
  readonly judges: readonly ClauseJudge[];
  /** The photo's background is blue. */
  readonly forbidsBlue: boolean;
}

/** Folded, grouped by who judges them. */
export function FoldedClauses({ id, title, judges, forbidsBlue }: FoldedClausesProps) {
  const translate = useTranslate();
  const cards = judges.map((judge) => {
    const clauses = clausesJudgedBy(judge).filter(
      (clause) => forbidsBlue || clause.id !== "no-blue",
    );
    return (
      <div className="stack" key={judge}>
        <p className="text">
          {translate(clauseJudges[judge])} · {clauses.length}
        </p>
        <Clauses clauses={clauses} />
      </div>
    );
  });
  return <Folded id={id} title={title} cards={cards} />;
}
