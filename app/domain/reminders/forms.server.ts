import { z } from 'zod'

import { checkbox, oneOf, optionalDay, reference, text, time, wholeNumber } from '#app/lib/fields.server.ts'

import { targets } from './terms.ts'

export const pauseForm = z.strictObject({
  reason: text(300, 'Escriba por qué se pausan.'),
  until_on: optionalDay(),
})
export type PauseInput = z.output<typeof pauseForm>

/** Who is taken off the mail about one commitment. */
export const dropForm = z.strictObject({ address: reference('Elija a quién dejar de escribir.') })

const step = z.strictObject({ id: reference(), days: wholeNumber(-60, 365), target: oneOf(targets), enabled: checkbox() })

/** The whole ladder: steps have different days, and nobody is taken to a meeting before the day is past. */
export const ladderForm = z
  .strictObject({ steps: z.array(step).min(1).max(12), digest_hour: time('Escriba una hora entre 06:00 y 12:00.') })
  .refine(({ digest_hour }) => digest_hour >= '06:00' && digest_hour <= '12:00', { path: ['digest_hour'], error: 'Escriba una hora entre 06:00 y 12:00.' })
  .superRefine(({ steps }, context) => {
    for (const [at, { days, target, enabled }] of steps.entries()) {
      const message = steps.findIndex((other) => other.days === days) < at
        ? 'Otro peldaño ya tiene esos días.'
        : enabled && target === 'agenda' && days <= 0 ? 'A una reunión se lleva lo que ya venció: escriba un número mayor que cero.' : null
      if (message) context.addIssue({ code: 'custom', path: ['steps', at, 'days'], message })
    }
  })
export type LadderInput = z.output<typeof ladderForm>
