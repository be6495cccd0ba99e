import {
  type CSSProperties,
  type Dispatch,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useState,
} from "react";
import { type BusinessCard, may, signOut, useProgram, useSession } from "../../rpc/program.tsx";
import { KEPT_FIRST } from "../../rpc/unsaved.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { paletteOf } from "../../ui/business-colour.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { StatusBar } from "../../ui/status-bar.tsx";
import { StatusItem } from "../../ui/status-item.tsx";
import { useIdleLock } from "../../ui/use-idle-lock.ts";
import { useWindowSettings } from "../../ui/window-settings.ts";
import classes from "./counter.module.css";
import { CounterHeader } from "./counter-header.tsx";
import {
  type Counter as Model,
  type DeskEvent,
  deskOf,
  updateDesk,
  waitingAt,
} from "./counter-model.ts";
import { DeskView } from "./desk-view.tsx";
import { type Dialog, SELL, type View } from "./dialog.ts";
import { practised } from "./practised.ts";
import { useCatalogs } from "./use-catalogs.ts";
import { useDraft } from "./use-draft.ts";
import { t } from "../../text/text.ts";

type CounterEvent =
  | { readonly type: "business"; readonly business: string }
  | { readonly type: "desk"; readonly business: string; readonly event: DeskEvent };

function reduce(counter: Model, event: CounterEvent): Model {
  if (event.type === "business") return { ...counter, business: event.business };
  return updateDesk(counter, event.business, event.event);
}

/** The counter: its businesses, the one that is served now, and what is always to be seen. */
export function Counter({ businesses }: { readonly businesses: readonly BusinessCard[] }) {
  const { status, reload } = useProgram();
  const session = useSession();
  const [counter, send] = useReducer(reduce, {
    business: (status.training ? practised() : null) ?? businesses[0]?.id ?? "",
    desks: {},
  });
  const [view, setView] = useState<View>(SELL);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const codes = useMemo(() => businesses.map((each) => each.id), [businesses]);
  const catalogs = useCatalogs(codes);
  const shifts = useQuery("shift.current", {});
  useAgain(shifts.value === undefined && shifts.problem !== undefined, shifts.reload);
  // Another cashier may sell in other businesses than the one before.
  const active = businesses.find((each) => each.id === counter.business) ?? businesses[0];

  const switchTo = useCallback((business: string) => {
    setView(SELL);
    setDialog(null);
    send({ type: "business", business });
  }, []);
  const onBusinessKey = useCallback(
    (at: number) => {
      const business = codes[at];
      if (business !== undefined) switchTo(business);
    },
    [codes, switchTo],
  );

  const { lockAfter } = useWindowSettings();
  useIdleLock(lockAfter * 60_000, () => signOut(reload));

  const here = active?.id ?? "";
  // Here, where it outlives the turn to another business: a sale on its way is still that sale.
  const sale = useCommand("sale.post", here, KEPT_FIRST);
  const receive = useCommand("job.receive", here, KEPT_FIRST);
  // Fingers press here, and in the dialogs that lie over it.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset["counter"] = "";
    return () => {
      delete dataset["counter"];
    };
  }, []);
  const openMenu = useCallback(() => setDialog({ kind: "menu" }), []);
  const waiting = codes.map((code) => (code === here ? 0 : waitingAt(deskOf(counter, code))));
  const sendHere = useCallback(
    (event: DeskEvent) => send({ type: "desk", business: here, event }),
    [here],
  );
  if (active === undefined) return null;
  const shift = shifts.value?.shifts.find((each) => each.business === active.id);
  const state = catalogs.of(active.id);
  const reading =
    (shifts.value === undefined && shifts.loading) ||
    (state.catalog === undefined && state.problem === undefined);
  return (
    <div
      className={classes.shell}
      style={toneOf(active)}
      data-testid="counter"
      data-business={active.id}
    >
      <CounterHeader
        businesses={businesses}
        active={active.id}
        waiting={waiting.join(" ")}
        session={session}
        demo={status.demo}
        office={may(session, "reports.read")}
        onBusiness={switchTo}
        onMenu={openMenu}
      />
      <div className={classes.tone} data-testid="tone" />
      {businesses.map((each) => (
        <DraftKeeper key={each.id} business={each.id} counter={counter} send={send} />
      ))}
      <DeskView
        key={active.id}
        business={active}
        desk={deskOf(counter, active.id)}
        state={state}
        catalogs={catalogs}
        shift={shifts.value === undefined ? undefined : (shift ?? null)}
        reading={reading}
        view={view}
        dialog={dialog}
        sale={sale}
        receive={receive}
        setView={setView}
        setDialog={setDialog}
        reloadShifts={shifts.reload}
        onBusinessKey={onBusinessKey}
        send={sendHere}
      />
      <StatusBar>
        <StatusItem testid="status-business" whole>
          {active.name}
        </StatusItem>
        <StatusItem testid="status-cashier" whole>
          {session.name}
        </StatusItem>
        <StatusItem
          testid="status-shift"
          alarming={shifts.value !== undefined && shift === undefined}
        >
          {shifts.value === undefined ? t("One moment") : shiftWords(shift, session.name)}
        </StatusItem>
      </StatusBar>
    </div>
  );
}

/** Who opened the shift is worth the room only where it is somebody else than who sells now. */
function shiftWords(
  shift:
    | { readonly number: number; readonly day: BusinessDay; readonly openedBy: string }
    | undefined,
  cashier: string,
): string {
  if (shift === undefined) return t("No shift open");
  const { number, openedBy } = shift;
  const day = dayWords(shift.day);
  return openedBy === cashier
    ? t("Shift {number} of {day}", { number, day })
    : t("Shift {number} of {day}, opened by {openedBy}", { number, day, openedBy });
}

const AGAIN_MS = 1000;

/** Nobody sells without it, so it is asked for until it is there. */
function useAgain(failed: boolean, again: () => void): void {
  useEffect(() => {
    if (!failed) return undefined;
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [again, failed]);
}

interface DraftKeeperProps {
  readonly business: string;
  readonly counter: Model;
  readonly send: Dispatch<CounterEvent>;
}

/** Every business's cart is kept, also while another is served. */
function DraftKeeper({ business, counter, send }: DraftKeeperProps) {
  const sendHere = useCallback(
    (event: DeskEvent) => send({ type: "desk", business, event }),
    [business, send],
  );
  useDraft(business, deskOf(counter, business), sendHere);
  return null;
}

function toneOf(business: BusinessCard): CSSProperties {
  const tone = { "--tt-tone": `var(--mantine-color-${paletteOf(business)}-filled)` };
  return tone as CSSProperties;
}
