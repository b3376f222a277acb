/** The consents, each on its own and none ticked beforehand. */
import { beijingTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Icon } from "../../parts/icon.tsx";
import { Tick } from "../../parts/tick.tsx";
import { useSay, useWords } from "../../words/words.ts";
import { serviceWords } from "./service-words.ts";

interface ConsentsProps {
  readonly consents: RouteAnswer<"readServiceContent">["consents"];
  readonly ticked: readonly string[];
  readonly onTick: (purpose: string) => void;
}

export function Consents({ consents, ticked, onTick }: ConsentsProps) {
  const words = useWords(serviceWords);
  const say = useSay();
  return (
    <section className="card">
      <h2 className="heading">{words.consents}</h2>
      <p className="quiet">{words.consentsAbout}</p>
      <div>
        {consents.map(({ purpose, title, text, recipientLabel, givenAt }) => {
          const body = (
            <>
              <p className="heading">{say(title)}</p>
              <p className="text">{say(text)}</p>
              <p className="quiet">{words.to(say(recipientLabel))}</p>
            </>
          );
          return givenAt === null ? (
            <Tick
              key={purpose}
              on={ticked.includes(purpose)}
              label={`${say(title)}：${say(text)}`}
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
                <p className="quiet">{words.given(beijingTime(givenAt))}</p>
              </div>
            </div>
          );
        })}
      </div>
    </section>
  );
}
