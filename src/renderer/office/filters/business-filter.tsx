import { SegmentedControl, Select } from "@mantine/core";
import { paletteOf } from "../../ui/business-colour.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";
import classes from "./filters.module.css";

const ALL = "";
const BUTTONS_MAX = 5;

/** Each business or all together: the same choice in the same place on every screen. */
export function BusinessFilter({ value }: { readonly value: string | null }) {
  const { businesses } = useOffice();
  const route = useRoute();
  const choose = (picked: string | null) =>
    refilter(route, { b: picked === ALL ? null : picked, after: null, before: null, page: null });
  if (businesses.length < 2) return null;
  if (businesses.length > BUTTONS_MAX) {
    return (
      <Select
        size="sm"
        w={220}
        aria-label={t("Business")}
        data={[
          { value: ALL, label: t("All businesses") },
          ...businesses.map((each) => ({ value: each.id, label: each.name })),
        ]}
        value={value ?? ALL}
        onChange={choose}
        allowDeselect={false}
        data-testid="business-filter"
      />
    );
  }
  return (
    <SegmentedControl
      size="sm"
      aria-label={t("Business")}
      className={classes.segments}
      value={value ?? ALL}
      onChange={choose}
      data={[
        { value: ALL, label: t("All") },
        ...businesses.map((each) => ({
          value: each.id,
          label: (
            <span className={classes.segment}>
              <BusinessDot business={each.id} />
              {each.name}
            </span>
          ),
        })),
      ]}
      data-testid="business-filter"
    />
  );
}

/** The colour by which a business is known everywhere in the office. */
export function BusinessDot({ business }: { readonly business: string }) {
  const { businesses } = useOffice();
  const card = businesses.find((each) => each.id === business);
  const palette = card === undefined ? "gray" : paletteOf(card);
  return (
    <span
      className={classes.dot}
      style={{ background: `var(--mantine-color-${palette}-5)` }}
      aria-hidden
    />
  );
}

export function BusinessName({ business }: { readonly business: string }) {
  const { nameOf } = useOffice();
  return (
    <span className={classes.segment}>
      <BusinessDot business={business} />
      {nameOf(business)}
    </span>
  );
}

/** Those that one act is of: the name of one, how many they are where there are more. */
export function BusinessNames({ businesses }: { readonly businesses: readonly string[] }) {
  const { nameOf } = useOffice();
  return (
    <span className={sheet.several} title={businesses.map(nameOf).join(", ")}>
      {businesses.map((each) => (
        <BusinessDot key={each} business={each} />
      ))}
      {businesses.length === 1
        ? nameOf(businesses[0] ?? "")
        : t("{count} businesses", { count: businesses.length })}
    </span>
  );
}
