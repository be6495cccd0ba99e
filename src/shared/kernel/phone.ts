// Safaricom, Airtel and Telkom mobiles begin with 7 or, since 2019, with 1; nine digits follow 254.
const KENYAN_MOBILE = /^(?:\+?254|0)?([17]\d{8})$/;

/**
 * A Kenyan mobile number as people write it (07…, 01…, +254…, 254…, with spaces or dashes) in
 * E.164, '+254712345678', the form in which a customer's number is unique. `undefined` otherwise.
 */
export function parsePhone(text: string): string | undefined {
  const match = KENYAN_MOBILE.exec(text.replace(/[\s-]/g, ""));
  return match === null ? undefined : `+254${match[1]}`;
}

/** '+254712345678' as '0712 345 678'. A number of another country is shown as it is stored. */
export function formatPhone(e164: string): string {
  const match = /^\+254(\d{3})(\d{3})(\d{3})$/.exec(e164);
  return match === null ? e164 : `0${match[1]} ${match[2]} ${match[3]}`;
}
