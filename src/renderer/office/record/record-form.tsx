import { Button, Stack } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { Problem } from "../../rpc/problem.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords } from "../../text/day-words.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { EntryLines } from "../entry/entry-lines.tsx";
import { href } from "../route/route.ts";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./record.module.css";

export interface Posted {
  readonly entry: number;
  readonly day?: BusinessDay;
  readonly late?: boolean;
}

interface RecordFormProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
  /** Beside the button: totals, differences. */
  readonly sum?: ReactNode;
  readonly action: string;
  readonly ready: boolean;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly onPost: () => Promise<void>;
  readonly posted: Posted | undefined;
  readonly onClosePosted: () => void;
}

/** The frame of every form that posts: what was just posted, fields, refusal, one button. */
export function RecordForm(props: RecordFormProps) {
  const { title, hint, wide, children, sum, action, ready, sending, problem, onPost } = props;
  return (
    <div className={classes.sheet} data-wide={wide || undefined}>
      {props.posted !== undefined && (
        <PostedCard key={props.posted.entry} posted={props.posted} onClose={props.onClosePosted} />
      )}
      <Paper title={title} aside={hint} padded>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) void onPost();
          }}
        >
          <Stack gap="md">
            {children}
            <RefusalAlert problem={problem} onRetry={() => void onPost()} />
          </Stack>
          <div className={classes.foot}>
            <div className={classes.sum}>{sum}</div>
            <Button type="submit" disabled={!ready} loading={sending} data-testid="post">
              {action}
            </Button>
          </div>
        </form>
      </Paper>
    </div>
  );
}

/** The entry as the books hold it now, so that nobody has to believe a message. */
function PostedCard({
  posted,
  onClose,
}: {
  readonly posted: Posted;
  readonly onClose: () => void;
}) {
  const { value } = useQuery("report.entry", { entry: posted.entry });
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for the clean-up.
    void card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={card} className={classes.posted} role="status" data-testid="posted">
      <div className={classes.postedHead}>
        <IconCircleCheck size={20} aria-hidden />
        <span>
          {rich("Posted as {entry}", {
            entry: (
              <a href={href("entry", posted.entry)} data-testid="posted-entry">
                {t("entry {entry}", { entry: posted.entry })}
              </a>
            ),
          })}
          {posted.day !== undefined && t(" on {day}", { day: dayWords(posted.day) })}
          {posted.late === true && t(", the first open day, because that day is closed")}
        </span>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t("Done")}
        </Button>
      </div>
      {value !== undefined && <EntryLines entry={value} bare />}
    </div>
  );
}
