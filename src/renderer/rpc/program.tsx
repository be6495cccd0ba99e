import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
} from "react";
import type { Reply } from "#shared/contract/index.ts";
import { type BusinessDay, businessDay } from "#shared/kernel/date.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { call, onSessionLost } from "./call.ts";
import type { Problem } from "./problem.ts";
import { saveAll } from "./unsaved.ts";
import { useQuery } from "./use-query.ts";

export type Status = Reply<"program.status">;
export type Session = NonNullable<Status["session"]>;
export type BusinessCard = Status["businesses"][number];

interface Program {
  readonly status: Status;
  readonly reload: () => void;
  /** The program has stopped answering; what is on the screen may be old. */
  readonly silent: boolean;
}

const Context = createContext<Program | undefined>(undefined);

const EVERY_MS = 10_000;
/** Where others share the books: what they do, and what is not yet confirmed, is soon told. */
const WITH_CENTRE_MS = 3000;
const WHILE_FILLING_MS = 700;

export interface FailedProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

interface ProviderProps {
  readonly children: (status: Status) => ReactNode;
  readonly waiting: ReactNode;
  readonly failed: ComponentType<FailedProps>;
}

/** Asks the program how it is, again and again: who is signed in, what is not yet confirmed. */
export function ProgramProvider({ children, waiting, failed: Failed }: ProviderProps) {
  const { value, problem, reload } = useQuery("program.status", {});
  const every =
    value?.state === "filling" || problem
      ? WHILE_FILLING_MS
      : value?.centre
        ? WITH_CENTRE_MS
        : EVERY_MS;

  useEffect(() => onSessionLost(reload), [reload]);
  useEffect(() => {
    const timer = setInterval(reload, every);
    // Behind other windows timers rest: whoever comes back to this one sees what is true now.
    addEventListener("focus", reload);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", reload);
    };
  }, [reload, every]);

  const silent = problem?.code === "program.silent";
  const program = useMemo(
    () => (value === undefined ? undefined : { status: value, reload, silent }),
    [value, reload, silent],
  );
  if (program === undefined)
    return problem ? <Failed problem={problem} onRetry={reload} /> : waiting;
  return <Context value={program}>{children(program.status)}</Context>;
}

export function useProgram(): Program {
  const program = useContext(Context);
  if (program === undefined) throw new Error("useProgram outside of ProgramProvider");
  return program;
}

/** Who is signed in. Only for screens behind the lock. */
export function useSession(): Session {
  const { session } = useProgram().status;
  if (session === null) throw new Error("useSession before anyone signed in");
  return session;
}

/** May this person do it: in this business, or (without one) in any? Screens only hide. */
export function may(session: Session, permission: Permission, business?: string): boolean {
  return session.businesses.some(
    (each) =>
      (business === undefined || each.id === business) && each.permissions.includes(permission),
  );
}

/** The calendar day at the till, as the program says it. */
export function todayOf(status: Status): BusinessDay {
  return businessDay(status.today);
}

/** What was done to the last moment is kept first: afterwards nobody is there to keep it for. */
export async function signOut(reload: () => void): Promise<void> {
  await saveAll();
  await call("session.signOut", {});
  reload();
}
