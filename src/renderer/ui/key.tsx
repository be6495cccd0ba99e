import classes from "./key.module.css";

/** The key that does the same as the button it stands on. */
export function Key({ children }: { readonly children: string }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {children}
    </kbd>
  );
}
