import { z } from 'zod'

import { checkbox, day, oneOf, operation, optionalDay, optionalReference, optionalText } from '#app/lib/fields.server.ts'

import { relationKinds } from './terms.ts'

export const relationForm = z.strictObject({
  operation_id: operation(),
  kind: oneOf(relationKinds, 'Elija cómo se relacionan.'),
  to_id: optionalReference(),
  /** Typed and not chosen from the list: the page looks it up. */
  to_id_text: optionalText(200),
  to_id_label: optionalText(300),
  starts_on: optionalDay(),
  source: optionalText(200),
})
export type RelationInput = Pick<z.output<typeof relationForm>, 'operation_id' | 'kind' | 'starts_on' | 'source'> & { to_id: string }

export const relationEndForm = z.strictObject({ ends_on: day('Escriba el último día, por ejemplo 30-11-2026.') })

/** Whether it had ended when somebody pressed «Deshacer» or «Quitar». */
export const relationUndoForm = z.strictObject({ ended: checkbox() })
