/** Lazy loading of pages. Where a new version has replaced a chunk, the page reloads once. */

const reloadedKey = "gradphoto-console-reloaded-at";
/** During a rollout old and new versions answer in turn: at most one reload in this time prevents a reload loop. */
const onceInMs = 60_000;
/** A person with unsaved work is asked first, and may stay. */
const reloadTakesMs = 10_000;

/** URL of the script that started this page; it differs between versions. */
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

const mayReload = (): boolean =>
  Date.now() - Number(sessionStorage.getItem(reloadedKey)) > onceInMs;

/** False where the network is to blame: a reload would then lose what is displayed. */
async function isReplaced(): Promise<boolean> {
  const page = await fetch(import.meta.env.BASE_URL, { cache: "no-store" }).catch(() => null);
  if (!page?.ok || ownScript === null) return false;
  return !(await page.text().catch(() => ownScript)).includes(ownScript);
}
