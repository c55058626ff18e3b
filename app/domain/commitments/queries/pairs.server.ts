import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'

import type { Database } from '#db/schema.ts'

import { NOBODY, type Chosen } from '../rules/pairs.ts'
import type { Side } from '../terms.ts'
import type { CommitmentFilter } from './filter.server.ts'

type Tables = Database & { debtor: Database['institutions']; receiver: Database['institutions']; party: Database['commitment_beneficiaries'] }
const eb = expressionBuilder<Tables, 'commitments' | 'debtor' | 'party' | 'receiver'>()
const apart = expressionBuilder<Database, never>()

const yes = sql<SqlBool>`1 = 1`

/**
 * Whatever a filter says of institutions, asked of one that owes and one that receives: over `commitments` joined with
 * `institutions as debtor`, `commitment_beneficiaries as party` and `institutions as receiver`. Nobody may receive.
 */
export function inPair({ pair, region, kind, institution_id, side, counterpart_id }: CommitmentFilter): Expression<SqlBool> {
  const debtorIs = [region && eb('debtor.region_code', '=', region), kind && eb('debtor.kind', '=', kind)].filter((condition) => typeof condition === 'object')
  const receiverIs = [region && eb('receiver.region_code', '=', region), kind && eb('receiver.kind', '=', kind)].filter((condition) => typeof condition === 'object')
  return eb.and([
    chosen('commitments.debtor_id', pair?.debtor),
    pair?.receiver === NOBODY ? eb('party.institution_id', 'is', null) : chosen('party.institution_id', pair?.receiver),
    debtorIs.length > 0 ? eb.or([eb.and(debtorIs), eb.and(receiverIs)]) : yes,
    institution_id ? either(institution_id, side) : yes,
    counterpart_id ? either(counterpart_id, side && (side === 'debe' ? 'recibe' : 'debe')) : yes,
  ])
}

/** Whether a commitment has such a pair. */
export const isPaired = (filter: CommitmentFilter): Expression<SqlBool> =>
  eb(
    'commitments.id',
    'in',
    apart
      .selectFrom('commitments')
      .innerJoin('institutions as debtor', 'debtor.id', 'commitments.debtor_id')
      .leftJoin('commitment_beneficiaries as party', 'party.commitment_id', 'commitments.id')
      .leftJoin('institutions as receiver', 'receiver.id', 'party.institution_id')
      .select('commitments.id')
      .where(inPair(filter)),
  )

function chosen(column: 'commitments.debtor_id' | 'party.institution_id', choice?: Chosen) {
  if (!choice) return yes
  return 'only' in choice ? eb(column, '=', choice.only) : eb(column, 'not in', choice.except)
}

function either(institution_id: string, side?: Side) {
  const owes = eb('commitments.debtor_id', '=', institution_id)
  const receives = eb('party.institution_id', '=', institution_id)
  return side === 'debe' ? owes : side === 'recibe' ? receives : eb.or([owes, receives])
}
