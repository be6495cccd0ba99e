import { Button, Stack } from "@mantine/core";
import { IconCloud, IconRefresh } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { instantFromMs } from "#shared/kernel/date.ts";
import { troubleWords } from "../../rpc/refusal-words.ts";
import { useProgram } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { ConnectCentre, SendingProgress } from "../../ui/connect/connect-centre.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { Sheet } from "../sheet/sheet.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { Attention } from "./attention.tsx";
import { tillColumns } from "./tills-columns.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./tills.module.css";

const EVERY_MS = 5000;

/** Every device as the centre knows it: what it holds of each, and what needs somebody. */
export function TillsScreen() {
  const { status } = useProgram();
  const { nameOf } = useOffice();
  const columns = useMemo(() => tillColumns(nameOf), [nameOf]);
  const [connecting, setConnecting] = useState(false);
  const [toSend, setToSend] = useState(0);
  const answer = useQuery("centre.tills", {});
  const { reload } = answer;
  useEffect(() => {
    const timer = setInterval(reload, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <Page
      testid="tills"
      title={t("Tills")}
      subtitle={t("Every till and office of these books, as their centre knows them")}
      scroll
      tools={
        <Button
          size="sm"
          variant="default"
          leftSection={<IconRefresh size={17} aria-hidden />}
          onClick={reload}
        >
          {t("Look again")}
        </Button>
      }
    >
      <Answered query={answer}>
        {({ connected, trouble, tills, parked }) => {
          if (!connected) {
            return (
              <NotConnected
                connecting={connecting}
                onConnect={() => setConnecting(true)}
                onConnected={() => {
                  setToSend(status.unconfirmed ?? 0);
                  reload();
                }}
              />
            );
          }
          return (
            <Stack gap="md">
              <SendingProgress of={Math.max(toSend, status.unconfirmed ?? 0)} />
              {trouble !== null && (
                <Paper padded testid="centre-trouble">
                  {rich("{strong} {trouble} Selling goes on.", {
                    strong: <strong>{t("The list is not there.")}</strong>,
                    trouble: troubleWords()[trouble] ?? t("The centre does not answer."),
                  })}
                </Paper>
              )}
              <Attention tills={tills} parked={parked} onDone={reload} />
              {tills.length > 0 && (
                <Sheet
                  natural
                  label={t("Tills")}
                  testid="tills-list"
                  columns={columns}
                  rows={tills.map((till) => ({ ...till, now: instantFromMs(Date.now()) }))}
                  keyOf={(till) => till.till}
                  empty={null}
                />
              )}
            </Stack>
          );
        }}
      </Answered>
    </Page>
  );
}

interface NotConnectedProps {
  readonly connecting: boolean;
  readonly onConnect: () => void;
  readonly onConnected: () => void;
}

function NotConnected({ connecting, onConnect, onConnected }: NotConnectedProps) {
  if (connecting) {
    return (
      <div className={classes.connect}>
        <Paper title={t("Connect to a centre")} padded>
          <ConnectCentre onConnected={onConnected} />
        </Paper>
      </div>
    );
  }
  return (
    <Paper>
      <EmptyState
        title={t("These books are on this computer alone")}
        icon={<IconCloud size={40} stroke={1.4} aria-hidden />}
        action={
          <Button mt="sm" onClick={onConnect} data-testid="centre-start">
            {t("Connect to a centre")}
          </Button>
        }
      >
        {t(
          "With a centre, several tills and the office share them. Each goes on selling without the network, and sends what it did when it is back.",
        )}
      </EmptyState>
    </Paper>
  );
}
