/** What came of acts that were made at once. */

type Outcome = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly code: string } };

export const codesOf = (answers: readonly Outcome[]): string =>
  answers.map((answer) => (answer.ok ? "done" : answer.problem.code)).join(", ");
export const doneIn = (answers: readonly { ok: boolean }[]): number => answers.filter(({ ok }) => ok).length;
