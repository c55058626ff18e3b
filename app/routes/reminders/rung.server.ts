import type { Preview } from '#app/domain/reminders/queries/preview.server.ts'
import { stepWhen } from '#app/domain/reminders/rules/wording.ts'
import { targets } from '#app/domain/reminders/terms.ts'
import { mailStates, type MailState } from '#app/domain/outbox/terms.ts'
import { formatDayMonth } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

/** The ladder as a page shows it. Each address may be taken off where it is first. */
export function rungsOf(previews: Preview[]) {
  const rungs = previews.map(rungOf)
  return rungs.map((rung, at) => ({ ...rung, droppable: rungs.findIndex(({ droppable }) => droppable === rung.droppable) === at ? rung.droppable : null }))
}

function rungOf({ rung: { step, on }, reach: reached, meeting, done, missed, held, words }: Preview) {
  // Whom it would have been for then, nobody knows now.
  const reach = done || missed ? null : reached
  return {
    key: step.id,
    when: stepWhen(step.days),
    target: targets[step.target],
    on: { date: on, text: formatDayMonth(on) },
    who: reach && [reach.holder, reach.title].filter(Boolean).join(', '),
    email: reach?.email ?? null,
    via: reach?.via === 'institution' ? 'dirección de la institución' : reach?.via === 'person' ? 'dirección de la persona' : null,
    meeting,
    state: stateOf({ done, missed, held }),
    words,
    droppable: !done && !missed && !held && reach?.email ? reach.email : null,
  }
}

function stateOf({ done, missed, held }: Pick<Preview, 'done' | 'missed' | 'held'>): { word: string; note: string | null; tone: 'cumplido' | 'pendiente' | 'sin-efecto' | 'por-vencer' } {
  if (done?.meeting_folio) return { word: 'Hecho', note: `En la pauta de ${done.meeting_folio} desde el ${formatDay(done.on)}.`, tone: 'cumplido' }
  if (done) {
    const word = mailStates[done.state as MailState] ?? 'Hecho'
    return { word, note: `El ${formatDay(done.on)}${done.recipient ? ` a ${done.recipient}` : ''}.`, tone: done.state === 'failed' ? 'por-vencer' : done.state === 'withdrawn' ? 'sin-efecto' : 'cumplido' }
  }
  if (missed) return { word: 'No se hizo', note: 'Pasó su día y el peldaño siguiente dice más.', tone: 'sin-efecto' }
  return held ? { word: 'Retenido', note: held, tone: 'por-vencer' } : { word: 'Saldrá', note: null, tone: 'pendiente' }
}
