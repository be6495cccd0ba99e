import { Button, Stack } from "@mantine/core";
import { IconCloud, IconRefresh } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { instantFromMs } from "#shared/kernel/date.ts";
import { troubleWords } from "../../rpc/trouble-words.ts";
import { useProgram } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { ConnectCentre, SendingProgress } from "../../ui/connect/connect-centre.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { Sheet } from "../sheet/sheet.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { Attention } from "./attention.tsx";
import { CentreKept } from "./centre-kept.tsx";
import { EnrolForm } from "./enrol-form.tsx";
import { tillColumns } from "./tills-columns.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import type { Till } from "./tills-model.ts";
import classes from "./tills.module.css";

const EVERY_MS = 5000;

/** Every device as the centre knows it: what it holds of each, and what needs somebody. */
export function TillsScreen() {
  const { status } = useProgram();
  const { nameOf, may } = useOffice();
  const [enrolling, setEnrolling] = useState<"new" | Till>();
  const makesCodes = may("settings.edit") && status.centre?.office === true;
  const columns = tillColumns(nameOf, makesCodes ? setEnrolling : undefined);
  const [connecting, setConnecting] = useState(false);
  const [toSend, setToSend] = useState(0);
  const answer = useQuery("centre.tills", {});
  const { loading, reload } = answer;
  // Only once it has answered: over a slow line each question would take the place of the last.
  useEffect(() => {
    if (loading) return undefined;
    const timer = setTimeout(reload, EVERY_MS);
    return () => clearTimeout(timer);
  }, [loading, reload]);
  return (
    <Page
      testid="tills"
      title={t("Tills")}
      subtitle={t("Every till and office of these books, as their centre knows them")}
      scroll
      tools={
        <>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconRefresh size={17} aria-hidden />}
            onClick={reload}
          >
            {t("Look again")}
          </Button>
          {makesCodes && (
            <NewButton
              label={t("New till")}
              onClick={() => setEnrolling("new")}
              testid="new-till"
            />
          )}
        </>
      }
    >
      <Answered query={answer}>
        {({ connected, trouble, tills, kept, parked }) => {
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
              {status.centre?.trouble === "refused" && (
                <div className={classes.connect}>
                  <Paper title={t("Connect it again, with its new code")} padded>
                    <ConnectCentre onConnected={reload} />
                  </Paper>
                </div>
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
              {kept !== null && <CentreKept kept={kept} />}
            </Stack>
          );
        }}
      </Answered>
      <FormModal
        title={
          typeof enrolling === "object" ? t("Till {till}", { till: enrolling.till }) : t("New till")
        }
        opened={enrolling !== undefined}
        onClose={() => setEnrolling(undefined)}
      >
        <EnrolForm
          till={typeof enrolling === "object" ? enrolling : undefined}
          taken={answer.value?.tills.map((each) => each.till) ?? []}
          onChanged={reload}
          onClose={() => setEnrolling(undefined)}
        />
      </FormModal>
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
