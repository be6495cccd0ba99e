import { Button, Tooltip } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useProgram } from "../rpc/program.tsx";
import { chooseLanguage, LANGUAGES, useLanguage } from "../text/language.ts";

/** The language that is not spoken now, and how to change to it: all that is typed stays. */
export function useOtherLanguage(): {
  readonly other: (typeof LANGUAGES)[number];
  readonly choose: () => void;
} {
  const spoken = useLanguage();
  const { session } = useProgram().status;
  const other = LANGUAGES.find(({ code }) => code !== spoken) ?? LANGUAGES[0];
  return { other, choose: () => chooseLanguage(other.code, session) };
}

/** Says the other language in that language, so that whoever needs it can read it. */
export function LanguageSwitch({ compact = false }: { readonly compact?: boolean }) {
  const { other, choose } = useOtherLanguage();
  return (
    <Tooltip label={other.name} disabled={!compact}>
      <Button
        variant="subtle"
        color="gray"
        h={44}
        px={compact ? 8 : "sm"}
        leftSection={compact ? undefined : <IconLanguage size={20} aria-hidden />}
        onClick={choose}
        lang={other.code}
        {...(compact ? { "aria-label": other.name } : {})}
        data-testid="language"
      >
        {compact ? other.code.toUpperCase() : other.name}
      </Button>
    </Tooltip>
  );
}
