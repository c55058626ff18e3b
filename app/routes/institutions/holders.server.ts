import { countOpenByPosition } from '#app/domain/institutions/queries/record.server.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn, listTenuresIn, type Tenure } from '#app/domain/tenures/queries.server.ts'
import { periodText, shownName } from '#app/domain/tenures/rules.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

type Holder = { person_id: string; name: string; kind: string; since: string; until: string | null }
export type Post = {
  id: string
  title: string
  unit: string | null
  holders: Holder[]
  open: number
  /** Somebody has held it: without a holder it is vacant, and not merely unknown. */
  known: boolean
  former: { id: string; person_id: string; name: string; period: string; reason: string | null }[]
}

/** The positions of an institution on a day, who holds each one and who did before. Four queries. */
export async function listPosts(ctx: Context, institution_id: string, day: string): Promise<Post[]> {
  const positions = await listPositions(ctx, institution_id, day)
  const ids = positions.map(({ id }) => id)
  const holders = await listHoldersOn(ctx, ids, day)
  const tenures = await listTenuresIn(ctx, institution_id)
  const open = await countOpenByPosition(ctx, ids)
  return positions.map(({ id, title, unit }) => {
    const own = holders.filter(({ position_id }) => position_id === id)
    const past = tenures.filter((tenure) => tenure.position_id === id)
    return {
      id,
      title: own[0] ? titleFor(title, own[0].treatment) : title,
      unit,
      holders: own.map(holderOf),
      open: open.get(id) ?? 0,
      known: past.length > 0,
      former: past.filter(({ ends_on }) => ends_on !== null && ends_on < today(ctx)).map(formerOf),
    }
  })
}

const holderOf = (tenure: Tenure): Holder => ({
  person_id: tenure.person_id,
  name: shownName(tenure),
  kind: titleFor(tenureKinds[tenure.kind], tenure.treatment),
  since: formatDay(tenure.starts_on),
  until: tenure.ends_on && formatDay(tenure.ends_on),
})

const formerOf = (tenure: Tenure) => ({
  id: tenure.id,
  person_id: tenure.person_id,
  name: shownName(tenure),
  period: periodText(tenure),
  reason: tenure.end_reason,
})
