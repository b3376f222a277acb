/// <reference types="@tarojs/taro" />
declare module "*.scss";
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV: "development" | "production";
    /** Which of the two the build is for. */
    TARO_ENV: "weapp" | "h5";
    /** Path under which the web page stands, with a slash at its end. */
    GRADPHOTO_H5_BASE: string;
    /** Scheme and host of the service for the mini-program; the web page asks its own host. */
    GRADPHOTO_API_URL: string;
  }
}

/** Of browsers that say what they run on: Chromium does. */
interface Navigator {
  readonly connection?: { readonly saveData?: boolean; readonly effectiveType?: string };
  /** In gigabytes, roughly. */
  readonly deviceMemory?: number;
}
