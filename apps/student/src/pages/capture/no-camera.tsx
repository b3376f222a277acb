/** Notice for a device without a camera, with the album where the project accepts photos from there. */
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { useAnswer } from "../../service/use-answer.ts";
import { useWords } from "../../words/words.ts";
import { captureWords } from "./capture-words.ts";

interface Props {
  readonly collectionId: string;
  readonly openAlbum: () => void;
}

export function NoCamera({ collectionId, openAlbum }: Props) {
  const words = useWords(captureWords);
  const { value: collection } = useAnswer("readCollection", { params: { collectionId } });
  const albumAllowed = collection?.project.albumAllowed ?? false;
  return (
    <Page
      title={words.title}
      step={2}
      foot={
        albumAllowed && (
          <Button id="album" icon="album" onTap={openAlbum}>
            {words.album}
          </Button>
        )
      }
    >
      <Notice tone="warning">
        <p className="text">{words.absent}</p>
        {collection && <p className="text">{albumAllowed ? words.absentAlbum : words.absentNoAlbum}</p>}
      </Notice>
    </Page>
  );
}
