/** Adds the page's CSP nonce to style elements that libraries insert: the policy blocks others. */

/** Nonce of the page; empty where it has no policy, as in development. */
const nonce = document.querySelector("style")?.nonce ?? "";

document.createElement = new Proxy(document.createElement, {
  apply(createElement, ofDocument, input) {
    const element: unknown = Reflect.apply(createElement, ofDocument, input);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  },
});
