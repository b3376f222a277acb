/** WeChat's own button to send a page to a friend as a card; the web has the share dialog and the link. */
import { Button } from "@tarojs/components";
import { useShareAppMessage } from "@tarojs/taro";
import type { ReactNode } from "react";

interface SharedCard {
  readonly title: string;
  /** Page of the app that the card opens. */
  readonly path: string;
}

/** Content of the card when the page is shared, including from WeChat's own menu. */
export const useShareCard = (card: () => SharedCard): void => useShareAppMessage(card);

export function ShareButton({ children }: { readonly children: ReactNode }) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button id="share" className="button button--primary" openType="share">
      {children}
    </Button>
  ) : null;
}
