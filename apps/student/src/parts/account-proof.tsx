/** Verifies the account owner before an export or deletion, so that a lent or found phone reveals nothing. */
import { call } from "../service/call.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { LastFourField, useLastFourOf, VerifyButton } from "./last-four.tsx";

const wordTable = wordsOf(
  {
    why: "为保护您的信息，请先输入证件号后四位。如果账号下有几位同学，请输入最早开始采集的那位同学的。",
  },
  {
    why: "To protect your data, please enter the last four of your ID number first; where the account serves several students, of the first one.",
  },
);

export function AccountProof({ onProven }: { readonly onProven: () => void }) {
  const words = useWords(wordTable);
  const lastFour = useLastFourOf<"proveAccount">(
    (typed) => call("proveAccount", { body: { lastFour: typed } }),
    onProven,
  );
  return (
    <section className="card" id="account-proof">
      <p className="text">{words.why}</p>
      <LastFourField lastFour={lastFour} />
      <VerifyButton lastFour={lastFour} />
    </section>
  );
}
