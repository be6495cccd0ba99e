import { ActionIcon, Button, CopyButton, Group, Text, Timeline, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconPrinter, IconReceipt } from "@tabler/icons-react";
import { momentWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { quantityWords } from "../../ui/quantity-text.tsx";
import type { Till } from "../counter/till.ts";
import { actWords, promiseWords } from "../../jobs/job-words.ts";
import type { JobDetail } from "./jobs-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./jobs.module.css";

interface JobViewProps {
  readonly job: JobDetail;
  readonly till: Till;
  readonly onPaper: (of: string, tags: boolean) => void;
}

/** What was brought in, and everything that was done since. */
export function JobView({ job, till, onPaper }: JobViewProps) {
  return (
    <div className={classes.view}>
      <div>
        <Group gap="xs" mb="xs">
          <Text>
            {rich("Promised {promised}", {
              promised: <b>{promiseWords(job.promised, till.today)}</b>,
            })}
          </Text>
          {job.rack !== "" && <Text>{rich("Rack {rack}", { rack: <b>{job.rack}</b> })}</Text>}
          <Text>
            {job.pieces === 1 ? t("1 piece") : t("{pieces} pieces", { pieces: job.pieces })}
          </Text>
        </Group>
        {/* It scrolls, so it can be reached without a mouse. */}
        {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
        <div
          className={classes.viewLines}
          role="region"
          aria-label={t("What is in it")}
          tabIndex={0}
        >
          {job.lines.map((line, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have no name but their place
            <div key={at} className={classes.viewLine}>
              <span>
                <Text fw={600}>
                  {quantityWords(line.quantity, line.unit)} {line.name}
                  {line.what !== line.name && `: ${line.what}`}
                </Text>
                <Text c="dimmed">{[line.colour, line.brand].filter(Boolean).join(" · ")}</Text>
                {line.defects !== "" && <Text className={classes.defects}>{line.defects}</Text>}
              </span>
              <MoneyText amount={line.gross} />
            </div>
          ))}
        </div>
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
        {job.note !== "" && (
          <Text mt="xs" c="dimmed">
            {job.note}
          </Text>
        )}
        <Group gap="xs" mt="sm">
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => onPaper(job.job, false)}
            data-testid="job-ticket"
          >
            {t("Ticket")}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} aria-hidden />}
            onClick={() => onPaper(job.job, true)}
            data-testid="job-tags"
          >
            {t("Tags")}
          </Button>
        </Group>
        {job.notice !== "" && <Notice text={job.notice} />}
      </div>
      {/* It scrolls, so it can be reached without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.history} role="region" aria-label={t("What was done")} tabIndex={0}>
        <Timeline bulletSize={14} lineWidth={2} active={job.acts.length}>
          {job.acts.map((act) => (
            <Timeline.Item key={act.fact} title={actWords(act)}>
              <Group justify="space-between" wrap="nowrap" gap={4}>
                <Text c="dimmed">
                  {[
                    momentWords(act.at),
                    act.by,
                    act.approver && t("approved by {approver}", { approver: act.approver }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  {act.reason !== null && act.reason !== "" && `: ${act.reason}`}
                </Text>
                {(act.paid !== 0 || act.kind === "job.compensated") &&
                  act.kind !== "job.received" && (
                    <Tooltip label={t("Its receipt")}>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size={44}
                        aria-label={t("Its receipt")}
                        onClick={() => onPaper(act.fact, false)}
                      >
                        <IconReceipt size={20} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  )}
              </Group>
            </Timeline.Item>
          ))}
        </Timeline>
      </div>
    </div>
  );
}

function Notice({ text }: { readonly text: string }) {
  return (
    <div className={classes.notice}>
      <Text data-testid="job-notice">{text}</Text>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="light"
            leftSection={
              copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
            }
            onClick={copy}
          >
            {copied ? t("Copied") : t("Copy the message")}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
