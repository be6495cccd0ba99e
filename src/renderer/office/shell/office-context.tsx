import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { Permission } from "#shared/facts/permission.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { PeriodPreset } from "#shared/ledger/period.ts";
import {
  type BusinessCard,
  may,
  type Session,
  type Status,
  useProgram,
} from "../../rpc/program.tsx";
import { type Filters, readFilters } from "../filters/filters.ts";
import type { Route } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";

/** What every office screen may know without asking: who, for which businesses, which day. */
export interface Office {
  readonly status: Status;
  readonly session: Session;
  /** Only those that this person may see. */
  readonly businesses: readonly BusinessCard[];
  readonly today: BusinessDay;
  /** Hides what the main process would refuse. */
  readonly may: (permission: Permission, business?: string) => boolean;
  readonly nameOf: (business: string) => string;
}

const OfficeContext = createContext<Office | undefined>(undefined);

export function OfficeProvider({ children }: { readonly children: ReactNode }) {
  const { status } = useProgram();
  const { session } = status;
  const office = useMemo(
    () => (session === null ? undefined : openOffice(status, session)),
    [status, session],
  );
  if (office === undefined) return null; // signed out this moment; the lock is coming
  return <OfficeContext value={office}>{children}</OfficeContext>;
}

function openOffice(status: Status, session: Session): Office {
  const seen = new Set(session.businesses.map((each) => each.id));
  const businesses = status.businesses.filter((each) => seen.has(each.id));
  return {
    status,
    session,
    businesses,
    today: status.today as BusinessDay,
    may: (permission, business) => may(session, permission, business),
    nameOf: (business) => status.businesses.find((each) => each.id === business)?.name ?? business,
  };
}

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (office === undefined) throw new Error("an office screen is drawn outside the office");
  return office;
}

/** The filters of the address, for screens that have business and period. */
export function useFilters(fallback?: PeriodPreset): { route: Route; filters: Filters } {
  const route = useRoute();
  const { today, businesses } = useOffice();
  const filters = useMemo(
    () =>
      readFilters(
        route.query,
        today,
        businesses.map((each) => each.id),
        fallback,
      ),
    [route.query, today, businesses, fallback],
  );
  return { route, filters };
}
