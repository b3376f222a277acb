/** One's data to take along: in a browser a ZIP with every picture; WeChat opens no ZIP, so there the words alone are copied. */
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
  const words = useWords(myDataWords);
  const { language } = useSettings();
  const act = useAct();
  const [isTaken, setTaken] = useState<boolean | null>(null);
  const { saveZip } = platform;
  const take = () =>
    act.run(async () => {
      setTaken(null);
      const path = pathOf("downloadMyData", {}, { language });
      const took = saveZip
        ? await saveZip({ path, token: sessionToken() ?? "", name: "gradphoto-my-data.zip" })
        : await platform.saveText(JSON.stringify(data, null, 2), "gradphoto-my-data.json");
      setTaken(took);
      if (!took) onFailed();
      return null;
    });
  const taken = saveZip ? words.zipSaved : words.copied;
  return (
    <>
      <p className="quiet">{saveZip ? words.zipAbout : words.copyAbout(platform.linkTo(linkOf("my-data")))}</p>
      <Button id="take-along" kind="second" icon="download" busy={act.busy} onTap={() => void take()}>
        {saveZip ? words.zip : words.copyData}
      </Button>
      {isTaken !== null && (
        <Notice tone={isTaken ? "success" : "warning"}>{isTaken ? taken : words.notExported}</Notice>
      )}
    </>
  );
}
