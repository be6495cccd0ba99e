import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { addDays, type BusinessDay, daysBetween, isBusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { formatQuantity, quantity } from "#shared/kernel/quantity.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { refilter, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

type Cylinder = Reply<"returnable.register">["cylinders"][number];

const places = (): Readonly<Record<string, string>> => ({
  full: t("Full"),
  empty: t("Empty"),
  customer: t("On deposit"),
  traded: t("Exchanged"),
  supplier: t("At supplier"),
  quarantine: t("Set aside"),
  sold: t("Sold"),
  lost: t("Written off"),
  opening: t("Not counted yet"),
  acquired: t("Not counted yet"),
});

const HANDS = ["full", "empty", "customer", "traded", "supplier", "quarantine", "lost"] as const;
const DUE = "due";
/** A test that is due within so many days is looked after now. */
const AHEAD = 30;

/** Which cylinders: those at one place, or those whose test is due. */
export function RegisterFilter() {
  const route = useRoute();
  const { today } = useOffice();
  const { place = "", due = "" } = route.query;
  return (
    <Select
      size="sm"
      w={190}
      aria-label={t("Where")}
      data={[
        { value: "", label: t("Wherever they are") },
        ...HANDS.map((value) => ({ value, label: places()[value] ?? value })),
        { value: DUE, label: t("Test due") },
      ]}
      value={due === "" ? place : DUE}
      allowDeselect={false}
      onChange={(to) =>
        refilter(route, {
          place: to === DUE || to === "" ? null : to,
          due: to === DUE ? addDays(today, AHEAD) : null,
          page: null,
        })
      }
      data-testid="register-place"
    />
  );
}

const owners = () => [
  { value: "brand", label: t("The brand's") },
  { value: "shop", label: t("Ours") },
  { value: "customer", label: t("The customer's") },
];

/** Each cylinder by its serial: what stands on it, where it is since when, and who holds it. */
export function RegisterView({ business }: { readonly business: string | null }) {
  const route = useRoute();
  const { may, today } = useOffice();
  const { text = "", place = "", due = "" } = route.query;
  const answer = useQuery("returnable.register", {
    business,
    text,
    place,
    dueBy: isBusinessDay(due) ? due : null,
    offset: (pageOf(route.query) - 1) * PAGE_ROWS,
    limit: PAGE_ROWS,
  });
  const [editing, setEditing] = useState<Cylinder>();
  const close = () => setEditing(undefined);
  return (
    <>
      <Answered query={answer}>
        {({ cylinders, total }) => (
          <Sheet
            label={t("Register of cylinders")}
            testid="register"
            columns={columns(today)}
            rows={cylinders}
            keyOf={(each) => each.serial}
            onOpen={may("catalog.edit") ? setEditing : undefined}
            stale={answer.loading}
            below={<Pager total={total} what={t("cylinders")} one={t("cylinder")} />}
            empty={
              text === "" && place === "" && due === "" ? (
                <EmptyState title={t("No cylinders by serial yet")}>
                  {t(
                    "They come into the register when they are counted in, or brought by a customer.",
                  )}
                </EmptyState>
              ) : (
                <NoMatch
                  what={t("cylinders")}
                  onClear={() => refilter(route, { text: null, place: null, due: null })}
                />
              )
            }
          />
        )}
      </Answered>
      <FormModal
        title={t("Cylinder {serial}", { serial: editing?.serial ?? "" })}
        opened={editing !== undefined}
        onClose={close}
        size="md"
      >
        {editing !== undefined && (
          <CylinderForm
            cylinder={editing}
            onClose={close}
            onSaved={() => {
              close();
              answer.reload();
            }}
          />
        )}
      </FormModal>
    </>
  );
}

const columns = (today: BusinessDay): readonly Column<Cylinder>[] => [
  { id: "serial", title: t("Serial"), width: 130, cell: (each) => each.serial },
  {
    id: "name",
    title: t("Kind"),
    cell: ({ name, brand }) =>
      // Most kinds are called by their brand.
      name.includes(brand) ? (
        name
      ) : (
        <>
          {name} <span className={sheet.dim}>{brand}</span>
        </>
      ),
  },
  {
    id: "place",
    title: t("Where"),
    width: 130,
    cell: (each) => places()[each.place] ?? each.place,
  },
  {
    id: "since",
    title: t("Since"),
    width: 130,
    cell: (each) => (each.since === null ? "" : dayWords(each.since)),
  },
  {
    id: "days",
    title: t("Days"),
    figures: true,
    width: 80,
    cell: (each) => (each.since === null ? "" : daysBetween(each.since, today)),
  },
  { id: "holder", title: t("Holder"), cell: (each) => each.holder ?? "" },
  {
    id: "tare",
    title: t("Tare, kg"),
    figures: true,
    width: 90,
    cell: (each) => (each.tare === null ? "–" : formatQuantity(quantity(each.tare))),
  },
  {
    id: "due",
    title: t("Test due"),
    width: 190,
    cell: (each) => <TestDue cylinder={each} today={today} />,
  },
];

/** Of what is in our hands: nobody else's test is ours to see to. */
const OURS: ReadonlySet<string> = new Set(["full", "empty", "quarantine"]);

function TestDue({ cylinder, today }: { cylinder: Cylinder; today: BusinessDay }) {
  const { testDue, place } = cylinder;
  if (testDue === null) return "–";
  return (
    <>
      {dayWords(testDue)}{" "}
      {testDue < today && OURS.has(place) && (
        <span className={sheet.tag} data-tone="alarm">
          {t("Overdue")}
        </span>
      )}
    </>
  );
}

interface CylinderFormProps {
  readonly cylinder: Cylinder;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function CylinderForm({ cylinder, onClose, onSaved }: CylinderFormProps) {
  const { send, sending, problem } = useCommand("returnable.saveCylinder");
  const [tare, setTare] = useState(cylinder.tare === null ? null : quantity(cylinder.tare));
  const [tested, setTested] = useState(cylinder.tested);
  const [testDue, setTestDue] = useState(cylinder.testDue);
  const [owner, setOwner] = useState(cylinder.owner);
  const save = async () => {
    const { serial, type } = cylinder;
    const answer = await send({ serial, type, tare, tested, testDue, owner });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody ready sending={sending} problem={problem} onSave={save} onCancel={onClose}>
      <TextInput label={t("Kind")} value={cylinder.name} readOnly />
      <Group grow>
        <QuantityInput
          label={t("Tare, kg (TW on the collar)")}
          data-autofocus
          value={tare}
          onChange={setTare}
          data-testid="cylinder-tare"
        />
        <Select
          label={t("Whose it is")}
          data={owners()}
          value={owner}
          allowDeselect={false}
          onChange={(to) => setOwner((to ?? "brand") as Cylinder["owner"])}
          data-testid="cylinder-owner"
        />
      </Group>
      <Group grow>
        <DayInput label={t("Tested on")} value={tested} onChange={setTested} />
        <DayInput
          label={t("Next test due")}
          value={testDue}
          onChange={setTestDue}
          data-testid="cylinder-due"
        />
      </Group>
    </FormBody>
  );
}
