import { Group, Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { instantFromMs } from "#shared/kernel/date.ts";
import { useProgram } from "../rpc/program.tsx";
import { timeWords } from "../text/day-words.ts";
import { CentreItem } from "./centre-item.tsx";
import { StatusItem } from "./status-item.tsx";
import { t } from "../text/text.ts";
import classes from "./status-bar.module.css";

/** The line at the foot of every window: what is always worth knowing. */
export function StatusBar({ children }: { readonly children?: ReactNode }) {
  const { status, silent } = useProgram();
  return (
    <footer className={classes.bar}>
      <Group gap="lg" wrap="nowrap" className={classes.left}>
        {children}
      </Group>
      <Group gap="lg" wrap="nowrap">
        {silent && (
          <StatusItem icon={<IconPlugConnectedX size={16} aria-hidden />} alarming>
            {t("The program is not answering")}
          </StatusItem>
        )}
        <CentreItem status={status} />
        {status.till !== null && (
          <StatusItem>{t("Till {code}", { code: status.till.code })}</StatusItem>
        )}
        <Clock />
      </Group>
    </footer>
  );
}

function Clock() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text fw={600} data-testid="clock">
      {timeWords(instantFromMs(now))}
    </Text>
  );
}
