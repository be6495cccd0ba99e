import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "../../rpc/use-query.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import { t } from "../../text/text.ts";

/** Whose jobs the list is narrowed to; pressed, it is everybody's again. */
export function CustomerChip({ customer }: { readonly customer: string }) {
  const route = useRoute();
  const { value } = useQuery("customer.statement", { customer });
  return (
    <Button
      size="sm"
      variant="light"
      rightSection={<IconX size={15} aria-label={t("Everybody's jobs")} />}
      onClick={() => refilter(route, { customer: null, page: null })}
      data-testid="customer-chip"
    >
      {value?.customer.name ?? t("One customer")}
    </Button>
  );
}
