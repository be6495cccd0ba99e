import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";

type Own = Reply<"job.settings">["turnaround"];

interface TurnaroundProps {
  readonly business: string;
  readonly own: Own;
  readonly usual: number;
  readonly onChange: (own: Own) => void;
}

/** Services that take longer than the others, or less long. */
export function Turnaround({ business, own, usual, onChange }: TurnaroundProps) {
  const asked = { business, text: "", filter: "active" as const, offset: 0, limit: 500 };
  const { value } = useQuery("catalog.items", asked);
  const services = (value?.items ?? []).filter((item) => item.kind === "service");
  const free = services.filter((item) => !own.some((each) => each.item === item.id));
  const set = (at: number, change: Partial<Own[number]>) =>
    onChange(own.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <Stack gap="xs">
      <Text fw={500}>{t("Services with a time of their own, hours")}</Text>
      {own.map((each, at) => (
        <Group key={each.item} gap="sm" wrap="nowrap" className={classes.turnaround}>
          <Select
            aria-label={t("Service")}
            searchable
            allowDeselect={false}
            data={services
              .filter((item) => item.id === each.item || free.includes(item))
              .map((item) => ({ value: item.id, label: item.name }))}
            value={each.item}
            onChange={(item) => item !== null && set(at, { item })}
          />
          <NumberInput
            aria-label={t("Hours")}
            min={1}
            max={2000}
            allowDecimal={false}
            value={each.hours}
            onChange={(hours) => set(at, { hours: typeof hours === "number" ? hours : 1 })}
            data-testid={`turnaround-${at + 1}`}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t("As the others")}
            onClick={() => onChange(own.filter((_, index) => index !== at))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="sm"
        disabled={free.length === 0}
        className={classes.fit}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...own, { item: free[0]?.id ?? "", hours: usual }])}
        data-testid="turnaround-add"
      >
        {t("Add a service")}
      </Button>
    </Stack>
  );
}
