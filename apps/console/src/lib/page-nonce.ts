/**
 * Adds the page's CSP nonce to style elements that libraries insert, since the policy blocks others. Must be imported
 * first.
 */

/** Empty where the page has no policy, as in development. */
const nonce = document.querySelector<HTMLElement>("meta[property=csp-nonce]")?.nonce ?? "";

document.createElement = new Proxy(document.createElement, {
  apply(createElement, ofDocument, input) {
    const element: unknown = Reflect.apply(createElement, ofDocument, input);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  },
});
