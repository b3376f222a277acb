/** The fee, what it covers, and when it is refunded. */
import { beijingDay, onePaymentWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Icon } from "../../parts/icon.tsx";
import { useFee } from "../../words/amounts.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { serviceWords } from "./service-words.ts";

interface CoversProps {
  readonly content: RouteAnswer<"readServiceContent">;
  /** Number of photos that the project allows; null: any number. */
  readonly attemptsLimit: number | null;
}

export function Covers({ content, attemptsLimit }: CoversProps) {
  const fee = useFee();
  const words = useWords(serviceWords);
  const translate = useTranslate();
  return (
    <section className="card">
      <div className="row row--between">
        <h2 className="heading">{words.fee}</h2>
        <p className="price">{fee(content.feeFen)}</p>
      </div>
      <p className="quiet">{words.once(translate(onePaymentWords(attemptsLimit)))}</p>
      <ul className="numbered">
        {content.covers.map((cover) => (
          <li className="numbered__item" key={cover.zh}>
            <span className="notice__icon">
              <Icon name="check" small />
            </span>
            <span className="grow">{translate(cover)}</span>
          </li>
        ))}
      </ul>
      <h2 className="heading">{words.refund}</h2>
      <p className="text">{translate(content.refundRule)}</p>
      <p className="quiet">{words.retention(beijingDay(content.retainUntil))}</p>
    </section>
  );
}
