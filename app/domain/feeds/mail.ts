import { formatDay } from '#app/lib/days.ts'

/** Before a link expires: a dead feed looks like a quiet calendar. `expires_on` is a day of its owner. */
export function expiryMail({ owner, name, expires_on, address }: { owner: string; name: string; expires_on: string; address: string }) {
  return {
    subject: `Su enlace de calendario «${name}» vence el ${formatDay(expires_on)}`,
    body: [
      `Buenos días, ${owner}:`,
      `El enlace «${name}» con que su programa de calendario lee la agenda vence el ${formatDay(expires_on)}. Después dejará de actualizarse sin decirlo.`,
      `Para no perderla, pulse «Extender un año» junto al enlace; su programa no necesita ningún cambio: ${address}`,
    ].join('\n\n'),
  }
}
