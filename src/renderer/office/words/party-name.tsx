import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

interface PartyNameProps {
  readonly party: string | null;
  readonly account: number;
  readonly business: string;
}

/** A drawer is known by its till's code; a customer or supplier by name, which the list knows. */
export function PartyName({ party, account, business }: PartyNameProps) {
  const looked = party !== null && UUID.test(party);
  const { value } = useQuery("account.parties", looked ? { account, business } : null);
  if (party === null) return null;
  if (party === "SAFE") return t("Safe");
  if (!looked) return party;
  return value?.parties.find((each) => each.id === party)?.name ?? "…";
}
