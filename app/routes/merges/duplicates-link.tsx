import { Link } from '@remix-run/react'

import type { MergeKind } from '#app/domain/merges/terms.ts'
import { plural } from '#app/lib/text.ts'

/** The way from a list to what may be in it twice; the count is of those that are more than possible. */
export function DuplicatesLink({ kind, count }: { kind: MergeKind; count: number }) {
  return <Link to={`/duplicados?de=${kind}`}>{count > 0 ? plural(count, 'duplicado probable', 'duplicados probables') : 'Posibles duplicados'}</Link>
}
