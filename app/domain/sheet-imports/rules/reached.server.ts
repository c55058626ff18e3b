import { readPhone } from '#app/lib/phones.server.ts'
import { parseRut } from '#app/lib/text.ts'

import type { Reached } from '../queries/directory.server.ts'
import { nameKey, type Directory } from './directory.ts'
import { namesIn } from './names.ts'
import { emailIn } from './person-values.server.ts'
import { valuesOf, type StoredRow } from './row-values.ts'
import type { Settings } from './settings.ts'

/** What of the directory these rows may touch; `turn` lets others be served while there are many. */
export async function reachedBy(rows: StoredRow[], settings: Settings, match: Directory['match'], turn: () => Promise<void>): Promise<Reached> {
  const reached: Reached = { institutions: new Set(), names: new Set(), ruts: new Set(), values: new Set(), days: new Set(), notes: false }
  for (const answer of Object.values(settings.choices)) if ('use' in answer) reached.institutions.add(answer.use)
  for (const row of rows) {
    await turn()
    const values = valuesOf(row, settings)
    const place = ['institution', 'cut', 'commune'].map(values.text).find(Boolean)
    const institution = place ? match(place) : undefined
    if (institution && 'id' in institution) reached.institutions.add(institution.id)
    const { names } = namesIn(values)
    if (names) reached.names.add(nameKey(names))
    const rut = parseRut(values.text('rut'))
    if (rut) reached.ruts.add(rut)
    const reach = [emailIn(values.text('email')), emailIn(values.text('other_email')), readPhone(values.text('phone')), readPhone(values.text('other_phone')), readPhone(values.text('whatsapp'))]
    for (const value of reach) if (value) reached.values.add(value)
    const held = values.day('date')
    if ('day' in held && held.day) reached.days.add(held.day)
    reached.notes ||= values.text('note') !== ''
  }
  return reached
}
