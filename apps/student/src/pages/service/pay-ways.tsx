/** Choice of the payment provider. */
import type { PayProviderId } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Choice, Choices } from "../../parts/choice.tsx";
import { useTranslate, useWords } from "../../words/words.ts";
import { serviceWords } from "./service-words.ts";

interface PayWaysProps {
  readonly providers: RouteAnswer<"listPayProviders">["providers"];
  readonly chosen: PayProviderId | null;
  readonly onChoose: (provider: PayProviderId) => void;
}

export function PayWays({ providers, chosen, onChoose }: PayWaysProps) {
  const words = useWords(serviceWords);
  const translate = useTranslate();
  return (
    <section className="card">
      <h2 className="heading">{words.payBy}</h2>
      <Choices>
        {providers.map(({ provider, label }) => (
          <Choice
            key={provider}
            id={`pay-by-${provider}`}
            chosen={provider === chosen}
            onTap={() => onChoose(provider)}
          >
            {translate(label)}
          </Choice>
        ))}
      </Choices>
    </section>
  );
}
