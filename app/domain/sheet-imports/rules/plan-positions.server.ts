import { fold, searchText, bothGenders } from '#app/lib/text.ts'

import { addMadePost } from './directory.ts'
import type { Plan } from './plan.ts'
import type { RowPlanning } from './plan-people.server.ts'
import { madePost, writePost } from './plan-tenure.server.ts'
import { postsNamed } from './posts.ts'
import { Doubts, Left, short } from './problems.ts'
import type { Values } from './row-values.ts'

/** What a row that names a position of an institution would do. The sheet is a list of positions: what is not there is made. */
export function planPosition({ directory, settings, keeps }: RowPlanning, values: Values): Plan {
  const doubts = new Doubts(settings, 'positions')
  const label = short([values.text('title'), values.text('institution') || values.text('commune')].filter(Boolean).join(', '))
  const plan: Plan = { outcome: 'same', label, problems: doubts.problems, changes: [], writes: [], told: [] }
  try {
    const title = doubts.text(values, 'title', 150)
    const unit = doubts.text(values, 'unit', 100)
    if (!values.text('title')) doubts.missing('title')
    const place = values.text('institution') || values.text('commune')
    if (!place) doubts.missing('institution')
    const institution = place ? doubts.institution(directory, values, ['institution', 'commune']) : undefined
    if (!title || !institution || doubts.problems.length > 0) return { ...plan, outcome: 'failed' }

    const known = directory.posts.get(institution.id) ?? []
    const [post] = postsNamed(known, title)
    if (!post) {
      const made = madePost(known, institution.id, title, unit)
      addMadePost(directory, made)
      writePost(plan, made)
      return { ...plan, outcome: 'created' }
    }
    if (!unit || fold(unit) === fold(post.unit ?? '') || (post.unit && keeps)) return plan
    plan.changes.push(post.unit ? `Cambia unidad «${post.unit}» por «${unit}»` : `Agrega unidad «${unit}»`)
    post.unit = unit
    const search_text = searchText(post.search_text, bothGenders(unit))
    plan.writes.push({ does: 'update', table: 'positions', id: post.id, values: { unit, search_text } })
    plan.told.push({ action: 'position.edited', subjects: [{ type: 'position', id: post.id }, { type: 'institution', id: institution.id }], detail: { title: post.title } })
    return { ...plan, outcome: 'updated' }
  } catch (error) {
    if (error instanceof Left) return { ...plan, outcome: 'skipped', problems: [] }
    throw error
  }
}
