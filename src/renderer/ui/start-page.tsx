import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import classes from "./start-page.module.css";

/** What is seen before anybody is signed in: the name above, language and light to choose. */
export function StartPage({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes.page}>
      <Group justify="space-between" className={classes.top}>
        <Brand />
        <Group gap={4}>
          <LanguageSwitch />
          <ColourSchemeSwitch />
        </Group>
      </Group>
      {children}
    </div>
  );
}
