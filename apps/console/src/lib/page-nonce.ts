/** Gives the page's nonce to the style elements that libraries add: the page's policy takes no others. Comes before them. */

/** Empty where the page has no policy, as while it is written. */
const nonce = document.querySelector<HTMLElement>("meta[property=csp-nonce]")?.nonce ?? "";

document.createElement = new Proxy(document.createElement, {
  apply(createElement, ofDocument, input) {
    const element: unknown = Reflect.apply(createElement, ofDocument, input);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  },
});
