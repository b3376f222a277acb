const title = "毕业证照";

/** WeChat only: colours of its navigation bar, light and dark (values in theme.json), and its privacy check. */
const weapp = {
  window: {
    navigationBarTitleText: title,
    navigationBarBackgroundColor: "@bar",
    navigationBarTextStyle: "@barText",
    backgroundTextStyle: "@pull",
  },
  darkmode: true,
  themeLocation: "theme.json",
  sitemapLocation: "sitemap.json",
  __usePrivacyCheck__: true,
};

const web = {
  window: { navigationBarTitleText: title },
  // No animation: a page that is left while it slides in would stay hidden.
  animation: false,
};

/** Pages after the entry pages: one package, preloaded while the student reads an entry page. */
const later = {
  root: "pages",
  pages: [
    "eligibility/index",
    "code/index",
    "code-guide/index",
    "verify/index",
    "eligible/index",
    "collection/index",
    "service/index",
    "payment/index",
    "rules/index",
    "capture/index",
    "preview/index",
    "standard/index",
    "submit/index",
    "review/index",
    "rejected/index",
    "identity/index",
    "completed/index",
    "helper-link/index",
    "helper/index",
    "site/index",
    "queue/index",
    "my-data/index",
    "contact/index",
    "settings/index",
    "terms/index",
    // The engine of this page runs only in browsers.
    ...(process.env.TARO_ENV === "weapp" ? [] : ["try/index"]),
  ],
};

export default defineAppConfig({
  pages: ["entry/start/index", "entry/sign-in/index"],
  subPackages: [later],
  preloadRule: { "entry/start/index": { network: "all", packages: [later.root] } },
  ...(process.env.TARO_ENV === "weapp" ? weapp : web),
  lazyCodeLoading: "requiredComponents",
});
