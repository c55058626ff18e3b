import type { ImportKind } from '../terms.ts'
import { namesIn } from './names.ts'
import { short } from './problems.ts'
import type { Values } from './row-values.ts'

const firstOf = ({ text }: Values, ...fields: string[]) => fields.map(text).find(Boolean) ?? ''

/** How a row is called in the review, whatever becomes of it. */
export const labelOf: Record<ImportKind, (values: Values) => string> = {
  people: (values) => short(namesIn(values).written),
  members: (values) => short(firstOf(values, 'institution', 'commune', 'cut')),
  positions: (values) => short([values.text('title'), firstOf(values, 'institution', 'commune')].filter(Boolean).join(', ')),
  meetings: (values) => short(values.text('title')),
}
