/** One's data to take along: in a browser a ZIP with every picture; WeChat saves no ZIP, so there the words alone are copied. */
import { pathOf, type RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { platform } from "../../platform/index.ts";
import { linkOf } from "../../platform/navigation.ts";
import { useAct } from "../../service/use-act.ts";
import { sessionToken } from "../../state/session.ts";
import { useSettings } from "../../state/settings.ts";
import { useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

interface TakeAlongProps {
  readonly data: RouteAnswer<"exportMyData">;
  /** As when the proof of whose they are has run out. */
  readonly onFailed: () => void;
}

export function TakeAlong({ data, onFailed }: TakeAlongProps) {
  return platform.saveZip ? <Zip saveZip={platform.saveZip} onFailed={onFailed} /> : <Copy data={data} />;
}

interface ZipProps {
  readonly saveZip: NonNullable<typeof platform.saveZip>;
  readonly onFailed: () => void;
}

function Zip({ saveZip, onFailed }: ZipProps) {
  const words = useWords(myDataWords);
  const { language } = useSettings();
  const act = useAct();
  const [outcome, setOutcome] = useState<"saved" | "too-often" | "failed" | null>(null);
  const take = () =>
    act.run(async () => {
      setOutcome(null);
      const path = pathOf("downloadMyData", {}, { language });
      const took = await saveZip({ path, token: sessionToken() ?? "", name: "gradphoto-my-data.zip" });
      setOutcome(took);
      if (took === "failed") onFailed();
      return null;
    });
  const said = { saved: words.zipSaved, "too-often": words.zipTooOften, failed: words.notExported };
  return (
    <>
      <p className="quiet">{words.zipAbout}</p>
      <Button id="take-along" kind="second" icon="download" busy={act.busy} onTap={() => void take()}>
        {words.zip}
      </Button>
      {act.busy && <Notice>{words.zipComing}</Notice>}
      {outcome && <Notice tone={outcome === "saved" ? "success" : "warning"}>{said[outcome]}</Notice>}
    </>
  );
}

function Copy({ data }: Pick<TakeAlongProps, "data">) {
  const words = useWords(myDataWords);
  const act = useAct();
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const address = platform.linkTo(linkOf("my-data"));
  const copy = (text: string) =>
    void act.run(async () => {
      setCopied(null);
      setCopied(await platform.copy(text));
      return null;
    });
  return (
    <>
      <p className="quiet">{words.copyAbout(address)}</p>
      <Button id="copy-address" kind="second" busy={act.busy} onTap={() => copy(address)}>
        {words.copyAddress}
      </Button>
      <Button id="take-along" kind="second" busy={act.busy} onTap={() => copy(JSON.stringify(data, null, 2))}>
        {words.copyData}
      </Button>
      {isCopied !== null && (
        <Notice tone={isCopied ? "success" : "warning"}>{isCopied ? words.copied : words.notCopied}</Notice>
      )}
    </>
  );
}
