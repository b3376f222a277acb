/** Where Chromium is. Throws an Error that says how to get it. */
export declare function chromiumPath(): string;
