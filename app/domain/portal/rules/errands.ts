import type { Errand } from '#app/domain/access/queries/errands.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

import { tellAnswer } from './answers.ts'

/** What whoever has an errand is told of it. */
export function ownErrandText({ name, mailbox, given_by, ends_at }: Errand, zone: string) {
  const until = formatDay(todayIn(zone, new Date(ends_at)))
  return mailbox
    ? `Llegó a ${mailbox}: lo que responda queda como «${name}», y no en nombre de quien ocupa el cargo. El enlace sirve hasta el ${until}.`
    : `${given_by} le encargó este compromiso. Su enlace sirve hasta el ${until}.`
}

/** «Encargado a Rosa Muñoz el 24-11-2026; informó que está cumplido.» */
export function errandText({ name, mailbox, given_at, answer }: Errand, zone: string) {
  const on = formatDay(todayIn(zone, new Date(given_at)))
  const given = mailbox ? `También responde quien lee ${mailbox}, desde un aviso del ${on}` : `Encargado a ${name} el ${on}`
  return `${given}; ${answer ? tellAnswer({ ...answer, author_name: name }).words : 'todavía no responde.'}`
}
