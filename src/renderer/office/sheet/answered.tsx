import { Skeleton, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { ProcedureName, Reply } from "#shared/contract/index.ts";
import type { Query } from "../../rpc/use-query.ts";
import { ErrorState } from "../../ui/states.tsx";
import { Paper } from "./paper.tsx";
import { t } from "../../text/text.ts";

interface AnsweredProps<Name extends ProcedureName> {
  readonly query: Query<Name>;
  readonly children: (value: Reply<Name>) => ReactNode;
}

/** The three lives of a question: on its way, not answered, answered. */
export function Answered<Name extends ProcedureName>({ query, children }: AnsweredProps<Name>) {
  if (query.problem !== undefined) {
    return (
      <Paper>
        <ErrorState problem={query.problem} onRetry={query.reload} />
      </Paper>
    );
  }
  if (query.value === undefined) return <Waiting />;
  return children(query.value);
}

function Waiting() {
  return (
    <Paper>
      <Stack gap={14} p="lg" aria-label={t("Loading")} role="status">
        {[62, 88, 74, 91, 68, 80].map((width) => (
          <Skeleton key={width} height={13} width={`${width}%`} radius="xl" />
        ))}
      </Stack>
    </Paper>
  );
}
