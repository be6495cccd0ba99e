import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/fonts.css";
import "./ui/ground.css";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { StrictMode, useEffect, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { follow, language, useLanguage } from "./text/language.ts";
import { CrashScreen } from "./ui/crash-screen.tsx";
import { cssVariables, spokenTheme } from "./ui/theme.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

/** All that is on the screen, drawn anew in place when the language changes: nothing is lost. */
function Root() {
  const language = useLanguage();
  useEffect(follow, []);
  // oxlint-disable-next-line react/exhaustive-deps -- the theme's words are the language's
  const theme = useMemo(spokenTheme, [language]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ModalsProvider>
        <Notifications position="top-center" limit={3} />
        <CrashScreen>
          <App />
        </CrashScreen>
      </ModalsProvider>
    </MantineProvider>
  );
}

document.documentElement.lang = language();
createRoot(root).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
