import { Badge, Button, Text, UnstyledButton } from "@mantine/core";
import { IconBuildingBank, IconChevronDown } from "@tabler/icons-react";
import { memo } from "react";
import type { BusinessCard, Session } from "../../rpc/program.tsx";
import { Brand } from "../../ui/brand.tsx";
import { paletteOf } from "../../ui/business-colour.ts";
import { ColourSchemeSwitch } from "../../ui/colour-scheme-switch.tsx";
import { useLanguage } from "../../text/language.ts";
import { Key } from "../../ui/key.tsx";
import { go } from "../../ui/route.ts";
import { t } from "../../text/text.ts";
import classes from "./counter.module.css";
import { roleName } from "../../ui/names.ts";

interface CounterHeaderProps {
  readonly businesses: readonly BusinessCard[];
  readonly active: string;
  /** How many lines wait in the carts of the businesses not served now, in their order. */
  readonly waiting: string;
  readonly session: Session;
  readonly demo: boolean;
  readonly office: boolean;
  readonly onBusiness: (business: string) => void;
  readonly onMenu: () => void;
}

/** Which business is served, and by whom. Memoised: a scan changes nothing of it. */
export const CounterHeader = memo(function CounterHeader(props: CounterHeaderProps) {
  useLanguage(); // memoised
  const { businesses, active, session, demo, office, onBusiness, onMenu } = props;
  const waiting = props.waiting.split(" ").map(Number);
  return (
    <header className={classes.header}>
      <Brand compact />
      <nav className={classes.businesses} aria-label={t("Business")}>
        {businesses.map((business, at) => (
          <UnstyledButton
            key={business.id}
            className={classes.business}
            data-active={business.id === active}
            aria-current={business.id === active ? "true" : undefined}
            style={{
              "--tt-tone": `var(--mantine-color-${paletteOf(business)}-filled)`,
              "--tt-tint": `var(--mantine-color-${paletteOf(business)}-light)`,
            }}
            onClick={() => onBusiness(business.id)}
            data-testid={`business-${business.id}`}
          >
            <span className={classes.dot} />
            <span className={classes.businessName}>{business.name}</span>
            {(waiting[at] ?? 0) > 0 && (
              <Badge
                size="lg"
                circle
                color="gray"
                aria-label={t("{count} lines wait", { count: waiting[at] ?? 0 })}
              >
                {waiting[at]}
              </Badge>
            )}
            {businesses.length > 1 && at < 4 && <Key>{`Ctrl ${at + 1}`}</Key>}
          </UnstyledButton>
        ))}
      </nav>
      {demo && (
        <Badge variant="light" color="red" size="lg" data-testid="demo-badge">
          {t("Demo")}
        </Badge>
      )}
      <span className={classes.spring} />
      {office && (
        <Button
          variant="subtle"
          color="gray"
          h={44}
          px="sm"
          leftSection={<IconBuildingBank size={20} aria-hidden />}
          onClick={() => go("/office")}
          data-testid="office"
        >
          {t("Office")}
        </Button>
      )}
      <ColourSchemeSwitch />
      <UnstyledButton className={classes.cashier} onClick={onMenu} data-testid="menu-button">
        <span className={classes.who}>
          <Text fw={600} lh={1.2} truncate data-testid="cashier">
            {session.name}
          </Text>
          <Text c="dimmed" lh={1.2} truncate>
            {session.roles.map(roleName).join(", ")}
          </Text>
        </span>
        <IconChevronDown size={18} aria-hidden />
        <Key>F10</Key>
      </UnstyledButton>
    </header>
  );
});
