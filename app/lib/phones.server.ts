import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Any usual writing of a phone → E.164, as stored; without a country it is Chilean. Undefined when it cannot be one. */
export function readPhone(text: string): string | undefined {
  // The library throws and catches on what has no figures, and a sheet has thousands of empty cells.
  if (!/\d/.test(text)) return undefined
  const phone = parsePhoneNumberFromString(text, 'CL')
  return phone?.isValid() ? phone.number : undefined
}

/** E.164 → «+56 9 1234 5678», «+56 2 2345 6789», as shown; anything else stays as it is. */
export function formatPhone(e164: string) {
  const mobile = /^\+569(\d{4})(\d{4})$/.exec(e164)
  if (mobile) return `+56 9 ${mobile[1]} ${mobile[2]}`
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}
