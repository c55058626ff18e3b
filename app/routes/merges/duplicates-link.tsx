import { Link } from '@remix-run/react'

import type { MergeKind } from '#app/domain/merges/terms.ts'
import { plural } from '#app/lib/text.ts'

/** The way from a list to what is likely to be in it twice, while something is. */
export function DuplicatesLink({ kind, count }: { kind: MergeKind; count: number }) {
  return count > 0 && <> · <Link to={`/duplicados?de=${kind}`}>{plural(count, 'duplicado probable', 'duplicados probables')}</Link></>
}
