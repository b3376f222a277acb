/** What this tab left unsaved when it was loaded anew is sent from whatever page it opens on; the review desk does so itself. */
import { App } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useLocation } from "react-router";
import { useStaff } from "../lib/staff.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { unsavedPlace } from "../reviews/unsaved-place.ts";

const words = wordsOf(
  {
    notSaved: (name: string) => `${name} 的决定没有保存`,
    notSent: "有审核决定还没有保存",
    stay: "网络恢复后，刷新本页即会再次发送。请先不要关闭这一页。",
  },
  {
    notSaved: (name) => `The decision on ${name} was not saved`,
    notSent: "Review decisions are not saved yet",
    stay: "Once the network is back, reload this page and they are sent again. Please keep this page open.",
  },
);

/** Fetched where something was left. */
const UnsavedList = lazy(() =>
  import("../reviews/unsaved-list.tsx").then(
    ({ UnsavedList: list }) => ({ default: list }),
    () => ({ default: () => null }),
  ),
);

export function LeftUnsaved() {
  const t = useWords(words);
  const say = useSay();
  const { staffId } = useStaff();
  const { notification } = App.useApp();
  const isAtDesk = useLocation().pathname === "/review";
  const [isLeft] = useState(() => !isAtDesk && sessionStorage.getItem(unsavedPlace(staffId)) !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken up once, when the tab opens
  useEffect(() => {
    if (!isLeft) return;
    const send = ({ takeUp }: typeof import("../reviews/unsaved.ts")): void => {
      for (const { nameMasked, saving } of takeUp(staffId)) {
        void saving.then((refused) => {
          if (refused)
            notification.error({ title: t.notSaved(nameMasked), description: say(refused.words), duration: 0 });
        });
      }
    };
    void import("../reviews/unsaved.ts").then(send, () =>
      notification.warning({ title: t.notSent, description: t.stay, duration: 0 }),
    );
  }, []);
  if (!isLeft || isAtDesk) return null;
  return (
    <Suspense fallback={null}>
      <UnsavedList />
    </Suspense>
  );
}
