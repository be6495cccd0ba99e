/** Holds the place until the office is built. */
export function OfficeWindow() {
  return null;
}
