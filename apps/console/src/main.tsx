/** Entry point of the console: providers around every page, with theme and language of the component library. */
import "./lib/page-nonce.ts";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider, Empty } from "antd";
import enUs from "antd/locale/en_US";
import zhCn from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { StrictMode, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { router } from "./app/router.tsx";
import { useSettings } from "./lib/settings.ts";
import { motion, themes, useIsDark } from "./lib/theme.ts";
import { RefusedError } from "./lib/use-answer.ts";
import { useWords, wordsOf } from "./lib/words.ts";
import { prepareDecisions } from "./reviews/decision-queue.ts";
import "./console.css";

const words = wordsOf(
  { empty: "这里还没有记录", noOption: "没有符合的选项" },
  { empty: "Nothing here yet", noOption: "Nothing matches" },
);

/** A refusal by the service is final; only network faults and an unavailable service are retried. */
const passing: readonly string[] = ["network-unreachable", "service-unavailable"];
const maxTries = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        error instanceof RefusedError && passing.includes(error.problem.code) && count < maxTries,
    },
  },
});

prepareDecisions(queries);

function App() {
  const { language } = useSettings();
  const dark = useIsDark();
  const t = useWords(words);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    dayjs.locale(language === "zh" ? "zh-cn" : "en");
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }, [language, dark]);
  return (
    <ConfigProvider
      wave={{ disabled: !motion }}
      locale={language === "zh" ? zhCn : enUs}
      theme={themes[language][dark ? "dark" : "light"]}
      button={{ autoInsertSpace: false }}
      renderEmpty={(component) => (
        <Empty
          description={component === "Table" || component === undefined ? t.empty : t.noOption}
        />
      )}
      empty={{ image: Empty.PRESENTED_IMAGE_SIMPLE }}
    >
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

const place = document.getElementById("console");
if (!place) throw new Error("The page has no place for the console");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
