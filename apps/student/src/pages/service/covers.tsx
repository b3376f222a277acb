/** The fee, what it covers, and when it is given back. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Icon } from "../../parts/icon.tsx";
import { shanghaiDay, yuan } from "../../words/amounts.ts";
import { useSay, useWords } from "../../words/words.ts";
import { serviceWords } from "./service-words.ts";

export function Covers({ content }: { readonly content: RouteAnswer<"readServiceContent"> }) {
  const words = useWords(serviceWords);
  const say = useSay();
  return (
    <section className="card">
      <div className="row row--between">
        <h2 className="heading">{words.fee}</h2>
        <p className="price">{yuan(content.feeFen)}</p>
      </div>
      <p className="quiet">{words.once}</p>
      <h2 className="heading">{words.covers}</h2>
      <ul className="numbered">
        {content.covers.map((cover) => (
          <li className="numbered__item" key={cover.zh}>
            <span className="notice__icon">
              <Icon name="check" small />
            </span>
            <span className="grow">{say(cover)}</span>
          </li>
        ))}
      </ul>
      <h2 className="heading">{words.refund}</h2>
      <p className="text">{say(content.refundRule)}</p>
      <p className="quiet">{words.keep(shanghaiDay(content.retainUntil))}</p>
    </section>
  );
}
