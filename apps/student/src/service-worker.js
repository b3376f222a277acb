/**
 * Service worker of the web page: offline, the app opens from its last stored page. The browser's own cache holds the
 * scripts and the photo engine, whose names contain hashes.
 */
const cacheName = "gradphoto-page";
const base = new URL(self.registration.scope).pathname;
const photoCheck = `${base}pages/try/index`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.add(base)));
});

self.addEventListener("fetch", (event) => {
  const { mode, url } = event.request;
  const path = new URL(url).pathname.slice(base.length);
  // The console and the API description are below the same root.
  if (mode === "navigate" && /^(|try\/?|(entry|pages)\/.*)$/.test(path))
    event.respondWith(openPage(event, path));
});

async function openPage(event, path) {
  try {
    const answer = await fetch(event.request);
    const copy = answer.clone();
    if (answer.ok) event.waitUntil(caches.open(cacheName).then((cache) => cache.put(base, copy)));
    return answer;
  } catch {
    if (path.startsWith("try")) return Response.redirect(photoCheck);
    return (await caches.match(base)) ?? Response.error();
  }
}
