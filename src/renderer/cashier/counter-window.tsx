export function CounterWindow() {
  return null;
}
