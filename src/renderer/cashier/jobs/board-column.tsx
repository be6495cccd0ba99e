import { Badge, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { shortNumber } from "#shared/trades/jobs-board.ts";
import {
  ageWords,
  dueWords,
  promiseWords,
  STATUS_COLOURS,
  statusWords,
} from "../../jobs/job-words.ts";
import { type Board, type JobCard } from "./jobs-model.ts";
import { t } from "../../text/text.ts";
import classes from "./jobs.module.css";

interface BoardColumnProps {
  readonly column: Board[number];
  readonly today: BusinessDay;
  readonly marked: string | null;
  readonly onMark: (job: string) => void;
  readonly onOpen: (job: string) => void;
  /** A card of another column was dropped here; the keyboard does the same with Alt and arrows. */
  readonly onDrop: (job: string) => void;
}

export function BoardColumn({ column, today, marked, ...on }: BoardColumnProps) {
  const [over, setOver] = useState(false);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop
    <section
      className={classes.column}
      aria-label={statusWords()[column.status]}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        on.onDrop(event.dataTransfer.getData("text/plain"));
      }}
      data-testid={`column-${column.status}`}
    >
      <div className={classes.columnHead}>
        <Badge
          variant="dot"
          color={STATUS_COLOURS[column.status]}
          size="lg"
          fz="md"
          fw={500}
          tt="none"
        >
          {column.status === "collected" ? t("Fetched today") : statusWords()[column.status]}
        </Badge>
        <Text fw={700} data-testid={`count-${column.status}`}>
          {column.total}
        </Text>
      </div>
      {column.jobs.map((card) => (
        <Card
          key={card.job}
          card={card}
          today={today}
          marked={card.job === marked}
          onMark={() => on.onMark(card.job)}
          onOpen={() => on.onOpen(card.job)}
        />
      ))}
      {column.jobs.length === 0 && (
        <Text c="dimmed" ta="center" py="lg">
          {t("None")}
        </Text>
      )}
      {column.total > column.jobs.length && (
        <Text c="dimmed" ta="center">
          {t("and {total} more: search for them", { total: column.total - column.jobs.length })}
        </Text>
      )}
    </section>
  );
}

interface CardProps {
  readonly card: JobCard;
  readonly today: BusinessDay;
  readonly marked: boolean;
  readonly onMark: () => void;
  readonly onOpen: () => void;
}

function Card({ card, today, marked, onMark, onOpen }: CardProps) {
  const age = ageWords(card);
  return (
    <UnstyledButton
      className={classes.card}
      data-marked={marked}
      data-job={card.job}
      draggable
      onDragStart={(event) => event.dataTransfer.setData("text/plain", card.job)}
      onFocus={onMark}
      onClick={onOpen}
      data-testid={`job-${shortNumber(card.number)}`}
    >
      <span className={classes.cardRow}>
        <Text fw={700} size="lg">
          {shortNumber(card.number)}
        </Text>
        <Text fw={600} className={classes.due} data-owed={card.due > 0}>
          {dueWords(card)}
        </Text>
      </span>
      <span className={classes.cardRow}>
        <Text truncate>{card.customerName}</Text>
        <Text c="dimmed" className={classes.nowrap}>
          {card.pieces === 1 ? t("1 pc") : t("{pieces} pcs", { pieces: card.pieces })}
        </Text>
      </span>
      <span className={classes.cardRow}>
        <Text c="dimmed">
          {card.status === "ready" && card.rack !== ""
            ? t("Rack {rack}", { rack: card.rack })
            : promiseWords(card.promised, today)}
        </Text>
        <span className={classes.marks}>
          {card.express && (
            <Badge size="lg" fz="md" fw={500} tt="none" color="orange" variant="light">
              {t("Express")}
            </Badge>
          )}
          {age !== "" && (
            <Badge
              size="lg"
              fz="md"
              fw={500}
              tt="none"
              color={card.late ? "red" : "gray"}
              variant="light"
            >
              {age}
            </Badge>
          )}
          {(card.status === "cancelled" || card.status === "disposed") && (
            <Badge size="lg" fz="md" fw={500} tt="none" color="red" variant="light">
              {statusWords()[card.status]}
            </Badge>
          )}
        </span>
      </span>
    </UnstyledButton>
  );
}
