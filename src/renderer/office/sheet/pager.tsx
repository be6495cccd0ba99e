import { Button, Group } from "@mantine/core";
import { refilter, useRoute } from "../route/use-route.ts";
import { Below } from "./cells.tsx";
import { t } from "../../text/text.ts";

export const PAGE_ROWS = 50;

/** The page that the address asks for, counted from 1. */
export function pageOf(query: Readonly<Record<string, string>>): number {
  const page = Number(query["page"] ?? "1");
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** What a page asks for. */
export function rowsOf(page: number): { readonly offset: number; readonly limit: number } {
  return { offset: (page - 1) * PAGE_ROWS, limit: PAGE_ROWS };
}

interface PagerProps {
  readonly total: number;
  /** What there are many of. */
  readonly what: string;
  /** What there is one of. */
  readonly one: string;
}

const grouped = (count: number): string => count.toLocaleString("en-KE");

/** "51–100 of 180", with a step either way. */
export function Pager({ total, what, one }: PagerProps) {
  const route = useRoute();
  // The last row of the last page may just have been dealt with.
  const page = Math.min(pageOf(route.query), Math.max(1, Math.ceil(total / PAGE_ROWS)));
  const first = (page - 1) * PAGE_ROWS + 1;
  const last = Math.min(page * PAGE_ROWS, total);
  const turn = (to: number) => refilter(route, { page: to === 1 ? null : String(to) });
  if (total === 0) return null;
  return (
    <Below>
      <span data-testid="count">
        {total <= PAGE_ROWS
          ? t("{total} {what}", { total, what: total === 1 ? one : what })
          : t("{first}–{last} of {total} {what}", {
              first: grouped(first),
              last: grouped(last),
              total: grouped(total),
              what,
            })}
      </span>
      {total > PAGE_ROWS && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            disabled={page === 1}
            onClick={() => turn(page - 1)}
            data-testid="page-before"
          >
            {t("Before")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={last >= total}
            onClick={() => turn(page + 1)}
            data-testid="page-next"
          >
            {t("Next")}
          </Button>
        </Group>
      )}
    </Below>
  );
}
