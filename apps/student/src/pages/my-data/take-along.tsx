/** Data export: a ZIP with every picture in a browser; WeChat cannot save a ZIP, so there only the text is copied. */
import { pathOf, type RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Progress } from "../../parts/progress.tsx";
import { bringIntoSight } from "../../platform/bring-into-sight.ts";
import { platform, type ZipOutcome } from "../../platform/index.ts";
import { linkOf } from "../../platform/navigation.ts";
import { useAct } from "../../service/use-act.ts";
import { sessionToken } from "../../state/session.ts";
import { useSettings } from "../../state/settings.ts";
import { useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

interface TakeAlongProps {
  readonly data: RouteAnswer<"exportMyData">;
  /** The button was tapped, and the owner has been verified since. */
  readonly isProven: boolean;
  /** The session, or the verification of the owner, may have expired. */
  readonly onRefused: () => Promise<void>;
}

export function TakeAlong({ data, ...props }: TakeAlongProps) {
  return platform.saveZip ? <Zip saveZip={platform.saveZip} {...props} /> : <Copy data={data} />;
}

interface ZipProps extends Pick<TakeAlongProps, "isProven" | "onRefused"> {
  readonly saveZip: NonNullable<typeof platform.saveZip>;
}

const mebibyte = 1024 * 1024;

function Zip({ saveZip, isProven, onRefused }: ZipProps) {
  const words = useWords(myDataWords);
  const { language } = useSettings();
  const act = useAct();
  const [outcome, setOutcome] = useState<ZipOutcome | null>(null);
  /** Downloaded size as text; rerenders only when the text changes. */
  const [megabytes, setMegabytes] = useState("0.0");
  useEffect(() => {
    if (isProven) bringIntoSight("take-along");
  }, [isProven]);
  const take = () =>
    act.run(async () => {
      setOutcome(null);
      setMegabytes("0.0");
      const path = pathOf("downloadMyData", {}, { language });
      const file = { path, token: sessionToken() ?? "", name: "gradphoto-my-data.zip" };
      const took = await saveZip(file, (bytes) => setMegabytes((bytes / mebibyte).toFixed(1)));
      // The service cuts the download when the session ends, so after a cut the session is checked, too.
      if (took === "refused" || took === "cut") await onRefused();
      setOutcome(took);
      return null;
    });
  const message = {
    saved: words.zipSaved,
    "too-often": words.zipTooOften,
    refused: words.zipRefused,
    unavailable: words.zipUnavailable,
    failed: words.notExported,
    cut: words.zipCut,
  };
  // Above the button, since below it the screen ends.
  return (
    <>
      {act.busy ? (
        <>
          <Notice>{words.zipComing}</Notice>
          <Progress share={null} label={words.zip} />
          <p className="quiet">{words.zipReceived(megabytes)}</p>
        </>
      ) : outcome !== null ? (
        <Notice tone={outcome === "saved" ? "success" : "warning"}>{message[outcome]}</Notice>
      ) : isProven ? (
        <Notice tone="success">{words.proven(words.zip)}</Notice>
      ) : (
        <p className="quiet">{words.zipAbout}</p>
      )}
      <Button
        id="take-along"
        kind="second"
        icon="download"
        busy={act.busy}
        onTap={() => void take()}
      >
        {words.zip}
      </Button>
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
      <Button
        id="take-along"
        kind="second"
        busy={act.busy}
        onTap={() => copy(JSON.stringify(data, null, 2))}
      >
        {words.copyData}
      </Button>
      {isCopied !== null && (
        <Notice tone={isCopied ? "success" : "warning"}>
          {isCopied ? words.copied : words.notCopied}
        </Notice>
      )}
    </>
  );
}
