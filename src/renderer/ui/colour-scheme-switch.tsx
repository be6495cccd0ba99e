import { ActionIcon, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { t } from "../text/text.ts";

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
const words = () =>
  ({
    auto: t("Colours follow the system"),
    light: t("Light colours"),
    dark: t("Dark colours"),
  }) as const;

/** System → light → dark → system. */
export function ColourSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon }[colorScheme];
  return (
    <Tooltip label={t("{colorScheme}: press to change", { colorScheme: words()[colorScheme] })}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t("{colorScheme}: press to change", { colorScheme: words()[colorScheme] })}
        onClick={() => setColorScheme(NEXT[colorScheme])}
        data-testid="colour-scheme"
      >
        <Icon size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
