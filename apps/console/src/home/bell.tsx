/** Bell of the console: number of waiting items that are new since the person last opened it. */
import { BellOutlined } from "@ant-design/icons";
import { waitingRoles } from "@gradphoto/domain";
import { Button, Tooltip } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ChunkMissing } from "../parts/chunk-missing.tsx";
import {
  lowerSeenCounts,
  markAllSeen,
  newCountOf,
  type SeenCounts,
  useSeenCounts,
} from "./seen-counts.ts";
import "./bell.css";

const words = wordsOf(
  {
    title: "提醒",
    fresh: (count: string) => `提醒，新增 ${count} 件`,
    none: "提醒，没有新增",
  },
  {
    title: "Notifications",
    fresh: (count) => `Notifications, ${count} new`,
    none: "Notifications, nothing new",
  },
);

/** Loaded when first opened. If loading fails, input on the page must not be lost. */
const fetchDrawer = () => import("./waiting-drawer.tsx");
const WaitingDrawer = lazy(() => fetchDrawer().catch(() => ({ default: NoDrawer })));

/** Preloads the drawer when the pointer approaches the bell. */
const makeReady = (): void => void fetchDrawer().catch(() => undefined);

function NoDrawer({ close }: { readonly close: () => void }) {
  return <ChunkMissing title={useWords(words).title} close={close} />;
}

const everyMs = 60_000;
const maxVisible = 99;

/** Renders nothing for roles for which nothing can wait. */
export function Bell() {
  const staff = useStaff();
  return hasRole(staff, waitingRoles) ? <OwnBell postId={staff.postId} /> : null;
}

function OwnBell({ postId }: { readonly postId: string }) {
  const t = useWords(words);
  const isAtRest = useAtRest();
  /** Counts seen before the drawer was opened; null: it is closed. */
  const [previous, setPrevious] = useState<SeenCounts | null>(null);
  const isOpen = previous !== null;
  const { value, problem, refetch } = useAnswer("readWaiting", isAtRest || isOpen ? {} : null, {
    everyMs,
  });
  const [seen, keep] = useSeenCounts(postId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `seen` is what this effect writes; depending on it would loop
  useEffect(() => {
    if (value) keep(isOpen ? markAllSeen(value.waiting) : lowerSeenCounts(value.waiting, seen));
  }, [value, isOpen]);
  const fresh = (value?.waiting ?? []).reduce((sum, row) => sum + newCountOf(row, seen), 0);
  const visible = fresh > maxVisible ? `${maxVisible}+` : String(fresh);
  const named = fresh > 0 ? t.fresh(visible) : t.none;
  return (
    <>
      {/* A tooltip that is late would lie above the drawer and take its Escape. */}
      <Tooltip title={t.title} {...(isOpen && { open: false })}>
        <Button
          type="text"
          className="bell"
          aria-label={value ? named : t.title}
          aria-haspopup="dialog"
          onPointerEnter={makeReady}
          onFocus={makeReady}
          onClick={() => setPrevious(seen)}
        >
          <BellOutlined />
          {fresh > 0 && <span className="bell-count">{visible}</span>}
        </Button>
      </Tooltip>
      {previous && (
        <Suspense fallback={null}>
          <WaitingDrawer
            waiting={value?.waiting}
            previous={previous}
            problem={problem}
            refetch={refetch}
            close={() => setPrevious(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/**
 * Delay before the first request, so that a page that opens has network and processor for itself: the first photo of
 * the desk comes first.
 */
const restMs = 3_000;

function useAtRest(): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), restMs);
    return () => clearTimeout(timer);
  }, []);
  return isAtRest;
}
