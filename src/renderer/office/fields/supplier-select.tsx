import { Select } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { t } from "../../text/text.ts";

type Supplier = Reply<"supplier.list">["suppliers"][number];

interface SupplierSelectProps {
  readonly suppliers: readonly Supplier[];
  readonly value: string | null;
  readonly onChange: (supplier: string | null) => void;
  /** Given where a name that nobody has may become a supplier at once: asks for the list anew. */
  readonly onMade?: (() => void) | undefined;
}

/** The choice that is no supplier yet. */
const NEW = "new";

/** A supplier by name; one who brings goods for the first time is added by the name that is typed. */
export function SupplierSelect({ suppliers, value, onChange, onMade }: SupplierSelectProps) {
  const { send, sending, problem, clear } = useCommand("supplier.save");
  const [typed, setTyped] = useState("");
  const [made, setMade] = useState<{ readonly id: string; readonly name: string }>();
  const name = typed.trim();
  const known = suppliers.map((each) => ({ value: each.id, label: each.name }));
  // Until the list has been read anew.
  if (made !== undefined && !suppliers.some((each) => each.id === made.id)) {
    known.push({ value: made.id, label: made.name });
  }
  const unknown =
    onMade !== undefined &&
    name !== "" &&
    known.every((each) => each.label.toLowerCase() !== name.toLowerCase());
  const make = async () => {
    const answer = await send({ id: null, name });
    if (answer?.ok !== true) return;
    setMade({ id: answer.value.id, name });
    onChange(answer.value.id);
    onMade?.();
  };
  return (
    <Select
      label={t("Supplier")}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      placeholder={t("Name")}
      nothingFoundMessage={
        onMade === undefined ? t("Nobody of that name") : t("Type the name of a new supplier")
      }
      data={
        unknown
          ? [...known, { value: NEW, label: t("Add “{name}” as a supplier", { name }) }]
          : known
      }
      value={value}
      onChange={(next) => (next === NEW ? void make() : onChange(next))}
      onSearchChange={(text) => {
        setTyped(text);
        clear();
      }}
      disabled={sending}
      error={problem === undefined ? undefined : refusalWords(problem)}
      data-testid="supplier"
    />
  );
}
