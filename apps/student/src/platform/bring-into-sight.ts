/** Scrolls the top page to the element with this id. */
import Taro from "@tarojs/taro";

export function bringIntoSight(id: string): void {
  if (process.env.TARO_ENV === "weapp") {
    Taro.pageScrollTo({ selector: `#${id}` }).catch(() => {});
    return;
  }
  // Previous pages stay in the document, hidden.
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const visible = [...document.querySelectorAll(`#${id}`)].at(-1);
  visible?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}
