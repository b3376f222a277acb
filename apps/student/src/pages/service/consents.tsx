/** Consents, each given separately and none preselected. */
import { beijingTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Icon } from "../../parts/icon.tsx";
import { Tick } from "../../parts/tick.tsx";
import { useTranslate, useWords } from "../../words/words.ts";
import { serviceWords } from "./service-words.ts";

interface ConsentsProps {
  readonly consents: RouteAnswer<"readServiceContent">["consents"];
  readonly ticked: readonly string[];
  readonly onTick: (purpose: string) => void;
}

export function Consents({ consents, ticked, onTick }: ConsentsProps) {
  const words = useWords(serviceWords);
  const translate = useTranslate();
  return (
    <section className="card">
      <h2 className="heading">{words.consents}</h2>
      <p className="quiet">{words.consentsAbout}</p>
      <div>
        {consents.map(({ purpose, title, text, recipientLabel, grantedAt }) => {
          const body = (
            <>
              <p className="heading">{translate(title)}</p>
              <p className="text">{translate(text)}</p>
              <p className="quiet">{words.to(translate(recipientLabel))}</p>
            </>
          );
          return grantedAt === null ? (
            <Tick
              key={purpose}
              on={ticked.includes(purpose)}
              label={`${translate(title)}：${translate(text)}`}
              onTap={() => onTick(purpose)}
            >
              {body}
            </Tick>
          ) : (
            <div className="consent" key={purpose}>
              <span className="notice__icon">
                <Icon name="success" />
              </span>
              <div className="grow">
                {body}
                <p className="quiet">{words.agreedAt(beijingTime(grantedAt))}</p>
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}
