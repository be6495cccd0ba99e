import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/fonts.css";
import "./ui/ground.css";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { CrashScreen } from "./ui/crash-screen.tsx";
import { cssVariables, theme } from "./ui/theme.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ModalsProvider>
        <Notifications position="top-center" limit={3} />
        <CrashScreen>
          <App />
        </CrashScreen>
      </ModalsProvider>
    </MantineProvider>
  </StrictMode>,
);
