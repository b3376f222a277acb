/** 我的数据: stored data, accesses to it, consents, export and deletion. */
import { beijingDay, beijingTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { AccountProof } from "../../parts/account-proof.tsx";
import { Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { useAnswer } from "../../service/use-answer.ts";
import { useWords } from "../../words/words.ts";
import { ConsentList } from "./consent-list.tsx";
import { DeletingAll, Leaving } from "./deletion.tsx";
import { LooksAtMe } from "./looks-at-me.tsx";
import { myDataWords } from "./my-data-words.ts";
import { MySessions } from "./my-sessions.tsx";
import { TakeAlong } from "./take-along.tsx";

definePageConfig({ navigationBarTitleText: "我的数据" });

type MyData = RouteAnswer<"exportMyData">;

export default function MyDataPage() {
  const words = useWords(myDataWords);
  const answer = useAnswer("exportMyData", {});
  const [deleting, setDeleting] = useState(false);
  /** Requested by a tap at the end of a long page, where the student continues afterwards. */
  const [isZipProven, setZipProven] = useState(false);
  const [isZipRefused, setZipRefused] = useState(false);
  const [leavingId, setLeavingId] = useState<string | null>(null);
  const leaving = answer.value?.collections.find(({ collectionId }) => collectionId === leavingId);
  const goOn = () => {
    setZipProven(isZipRefused);
    void answer.refetch();
  };
  const requestFresh = () => {
    setZipRefused(true);
    setZipProven(false);
    return answer.refetch();
  };
  return (
    <Page title={words.title} step={null}>
      <p className="text">{words.intro}</p>
      {answer.problem?.code === "identity-proof-needed" ? (
        <AccountProof onProven={goOn} />
      ) : (
        <Loaded answer={answer}>
          {(data) => (
            <>
              <Stored data={data} onChange={() => void answer.refetch()} onLeave={setLeavingId} />
              <TakeAlong data={data} isProven={isZipProven} onRefused={requestFresh} />
              <Button id="delete-data" kind="danger" onTap={() => setDeleting(true)}>
                {words.remove}
              </Button>
            </>
          )}
        </Loaded>
      )}
      {leaving && <Leaving collection={leaving} onClose={() => setLeavingId(null)} />}
      {deleting && (
        <DeletingAll
          collections={answer.value?.collections ?? []}
          onClose={() => setDeleting(false)}
        />
      )}
    </Page>
  );
}

const isStored = ({ picturesDeletedAt }: MyData["collections"][number]["attempts"][number]) =>
  picturesDeletedAt === null;

interface StoredProps {
  readonly data: MyData;
  readonly onChange: () => void;
  readonly onLeave: (collectionId: string) => void;
}

function Stored({ data, onChange, onLeave }: StoredProps) {
  const words = useWords(myDataWords);
  return (
    <>
      <section className="card">
        <h2 className="heading">{words.account}</h2>
        <Facts
          rows={[
            [words.phone, data.account.phone],
            [words.since, beijingTime(data.account.createdAt)],
          ]}
        />
      </section>
      <ConsentList data={data} onChange={onChange} />
      {data.provenCodes.map(({ provenAt, person }) => (
        <section className="card" key={provenAt}>
          <h2 className="heading">{words.provenCode}</h2>
          <Facts
            rows={[
              [words.name, person.name],
              [words.studentNumber, person.studentNumber],
              [words.major, person.major],
              [words.provenAt, beijingTime(provenAt)],
            ]}
          />
        </section>
      ))}
      {data.collections.map((collection) => (
        <section className="card" key={collection.collectionId}>
          <h2 className="heading">{words.collection}</h2>
          <Facts
            rows={[
              [words.name, collection.person.name],
              [words.studentNumber, collection.person.studentNumber],
              [words.major, collection.person.major],
              [words.storedUntil, beijingDay(collection.retainUntil)],
              [words.photos, words.count(collection.attempts.filter(isStored).length)],
            ]}
          />
          {collection.refundOnLeavingFen !== null && (
            <Button kind="link" onTap={() => onLeave(collection.collectionId)}>
              {words.leave}
            </Button>
          )}
        </section>
      ))}
      {data.collections.length > 0 && <LooksAtMe />}
      <MySessions />
    </>
  );
}
