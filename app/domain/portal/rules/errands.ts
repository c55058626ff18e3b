import type { Errand } from '#app/domain/access/queries/errands.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

import { tellAnswer } from './answers.ts'

/** «Encargado a Rosa Muñoz el 24-11-2026; informó que está cumplido.» */
export function errandText({ name, given_at, answer }: Errand, zone: string) {
  const given = `Encargado a ${name} el ${formatDay(todayIn(zone, new Date(given_at)))}`
  return `${given}; ${answer ? tellAnswer({ ...answer, author_name: name }).words : 'todavía no responde.'}`
}
