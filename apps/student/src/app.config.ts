const title = "毕业证照";

/** Colours of WeChat's own bar in theme.json, light and dark. */
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
  // A page that is left while it slides in would stay hidden for good.
  animation: false,
};

/** Behind the way in: one package of its own, fetched while the way in is read. */
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
    // Its engine runs in browsers alone.
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
