/** Pages come when they are first opened; where a new version has taken the place of one, all is loaded anew, once. */

const reloadedKey = "gradphoto-console-reloaded-at";
/** While a version is put in place, old and new answer by turns: nobody's page goes on reloading for that. */
const onceInMs = 60_000;
/** Whoever has unsaved work is asked first, and may stay. */
const reloadTakesMs = 10_000;

/** The script that this page was begun with: each version has another. */
const ownScript = document.querySelector("script[type=module][src]")?.getAttribute("src") ?? null;

export async function fetchPage<Page>(load: () => Promise<Page>): Promise<Page> {
  try {
    return await load();
  } catch (fault) {
    if (mayReload() && (await isReplaced())) {
      sessionStorage.setItem(reloadedKey, String(Date.now()));
      location.reload();
      await new Promise((done) => setTimeout(done, reloadTakesMs));
    }
    throw fault;
  }
}

const mayReload = (): boolean => Date.now() - Number(sessionStorage.getItem(reloadedKey)) > onceInMs;

/** False where the network is to blame: there, a reload would lose what is still shown. */
async function isReplaced(): Promise<boolean> {
  const page = await fetch(import.meta.env.BASE_URL, { cache: "no-store" }).catch(() => null);
  if (!page?.ok || ownScript === null) return false;
  return !(await page.text().catch(() => ownScript)).includes(ownScript);
}
