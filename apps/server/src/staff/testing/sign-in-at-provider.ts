/** Simulates a person's browser at the sandbox's identity providers: fills in forms and follows redirects. */

/** A minimal cookie jar for one host. */
type Cookies = Map<string, string>;

async function open(
  url: string,
  cookies: Cookies,
  form?: Readonly<Record<string, string>>,
): Promise<Response> {
  const response = await fetch(url, {
    redirect: "manual",
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  for (const set of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (name !== undefined && value !== undefined) cookies.set(name, value);
  }
  return response;
}

/** Returns the target of a redirect. Throws when the response is none. */
function next(response: Response, from: string): URL {
  const location = response.headers.get("location");
  if (location === null) throw new Error(`${from} answered ${response.status} and leads nowhere`);
  return new URL(location, from);
}

/** Signs in at CAS and returns the query of the callback. */
export async function signInAtProvider(url: string, user: string): Promise<string> {
  const service = new URL(url).searchParams.get("service") ?? "";
  const action = new URL("/cas/login", url).href;
  return next(await open(action, new Map(), { service, user }), action).search.slice(1);
}

/** Signs in at OpenID Connect: follows redirects through the library's own login page. */
export async function signInAtOidc(url: string, login: string): Promise<string> {
  const cookies: Cookies = new Map();
  const isBack = ({ pathname }: URL): boolean => pathname === "/console/returned";
  let at = next(await open(url, cookies), url);
  for (let steps = 0; steps < 10 && !isBack(at); steps++) {
    const response = await open(at.href, cookies);
    at =
      response.status === 200
        ? next(await open(at.href, cookies, { prompt: "login", login, password: "any" }), at.href)
        : next(response, at.href);
  }
  if (!isBack(at)) throw new Error(`The provider does not lead back: ${at.href}`);
  return at.search.slice(1);
}
