import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { t } from "../text/text.ts";

/** Ink-teal: the program's own colour, which no business has. */
const tide: MantineColorsTuple = [
  "#eaf5f3",
  "#d3e8e4",
  "#a8d2cb",
  "#79bab0",
  "#4fa297",
  "#2b877b",
  "#14695f",
  "#0f5850",
  "#0b4741",
  "#083632",
];

/** Warm stone instead of blue-grey: lines and quiet surfaces on off-white. */
const gray: MantineColorsTuple = [
  "#f7f4ec",
  "#f1ece1",
  "#e8e2d4",
  "#ddd5c4",
  "#cfc6b3",
  "#a39b89",
  "#5f6460",
  "#4a4f4c",
  "#333836",
  "#1f2423",
];

/** Ink with a breath of green, from text (0) to ground (9). */
const dark: MantineColorsTuple = [
  "#e7ede9",
  "#cbd5d1",
  "#a5b5b0",
  "#869892",
  "#3a4a46",
  "#2c3a37",
  "#22302d",
  "#1a2523",
  "#141d1b",
  "#0e1514",
];

const cyan: MantineColorsTuple = [
  "#e6f5fa",
  "#cdeaf4",
  "#9bd5e9",
  "#64bddb",
  "#35a6cc",
  "#178fb8",
  "#0b789f",
  "#086284",
  "#064c67",
  "#04384c",
];

const violet: MantineColorsTuple = [
  "#f2eefb",
  "#e3dbf6",
  "#c7b6ec",
  "#a98fe1",
  "#8f6dd6",
  "#7a54c9",
  "#6841b5",
  "#553397",
  "#422777",
  "#301b58",
];

const orange: MantineColorsTuple = [
  "#fdf3e3",
  "#fae5c4",
  "#f4c989",
  "#ecac4f",
  "#e29327",
  "#cb7c12",
  "#b06104",
  "#8a4e06",
  "#6b3c06",
  "#4e2c05",
];

const green: MantineColorsTuple = [
  "#eaf6ec",
  "#d3ecd7",
  "#a7d8b0",
  "#78c286",
  "#50ad63",
  "#369649",
  "#277c39",
  "#1d652d",
  "#154e23",
  "#0e3818",
];

const red: MantineColorsTuple = [
  "#fdefec",
  "#fadcd6",
  "#f2b5ab",
  "#e98a7c",
  "#df6352",
  "#d04636",
  "#b73425",
  "#962a1e",
  "#752017",
  "#551610",
];

export const theme = createTheme({
  primaryColor: "tide",
  primaryShade: 6,
  white: "#fffdf8",
  black: "#15282a",
  colors: { tide, gray, dark, cyan, violet, orange, amber: orange, green, red },
  fontFamily: '"IBM Plex Sans Variable", "Segoe UI", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: { fontWeight: "600", textWrap: "balance" },
  fontSizes: {
    xs: "0.8125rem",
    sm: "0.9375rem",
    md: "1rem",
    lg: "1.125rem",
    xl: "1.375rem",
  },
  radius: { xs: "3px", sm: "6px", md: "9px", lg: "14px", xl: "22px" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.375rem", xl: "2rem" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "md" } },
    TextInput: { defaultProps: { size: "md" } },
    PasswordInput: { defaultProps: { size: "md" } },
    NumberInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md" } },
    Select: { defaultProps: { size: "md" } },
    NativeSelect: { defaultProps: { size: "md" } },
    Checkbox: { defaultProps: { size: "md" } },
    Switch: { defaultProps: { size: "md" } },
    SegmentedControl: { defaultProps: { size: "md" } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: "lg",
        padding: "lg",
        // What is beneath stays readable: a total is looked at while a dialog is open.
        overlayProps: { backgroundOpacity: 0.45 },
      },
      styles: { title: { fontSize: "1.375rem", fontWeight: 600, lineHeight: 1.25 } },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
});

/** The theme in the window's language: some of its parts speak. */
export function spokenTheme(): typeof theme {
  const modal = theme.components?.["Modal"];
  const defaultProps = { ...modal?.defaultProps, closeButtonProps: { "aria-label": t("Close") } };
  return { ...theme, components: { ...theme.components, Modal: { ...modal, defaultProps } } };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    /** The desk the papers lie on; papers, inputs and dialogs are --mantine-color-body. */
    "--tt-ground": "#f3eee3",
    "--tt-sunken": "#ece6d8",
    "--tt-line": "#ddd5c4",
    "--tt-focus": "#b8700f",
    "--tt-shadow": "0 1px 2px rgb(60 50 30 / 8%), 0 4px 14px rgb(60 50 30 / 6%)",
    "--mantine-color-placeholder": "#716d61",
    "--mantine-color-dimmed": "#5b605c",
    "--mantine-color-disabled-color": "#7d786b",
    "--mantine-color-error": "#b73425",
    "--mantine-color-success": "#1d652d",
  },
  dark: {
    "--tt-ground": "#0e1514",
    "--tt-sunken": "#141d1b",
    "--tt-line": "#2f3e3a",
    "--tt-focus": "#ecac4f",
    "--tt-shadow": "0 1px 2px rgb(0 0 0 / 40%)",
    // The library's own tint is darker than our papers; a chosen line must stand out from them.
    "--mantine-color-tide-light": "rgb(79 162 151 / 20%)",
    "--mantine-color-tide-light-hover": "rgb(79 162 151 / 28%)",
    "--mantine-color-tide-light-color": "#a8d2cb",
    // A mark is quieter than the text it stands beside; the library's is nearly black.
    "--mantine-color-gray-light": "rgb(165 181 176 / 16%)",
    "--mantine-color-gray-light-color": "#cbd5d1",
    "--mantine-color-placeholder": "#8c9e98",
    "--mantine-color-error": "#f09a8d",
    "--mantine-color-success": "#78c286",
  },
});
