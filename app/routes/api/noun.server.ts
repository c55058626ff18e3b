import type { z } from 'zod'

import { sharedPoints } from '#app/domain/exports/rules.ts'
import type { ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import type { TokenScope } from '#app/domain/api-tokens/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import type { Slice } from '#app/lib/slice.ts'

/** Who asks, and whether RUT, mails and phones may be told to them. */
export type Asker = { ctx: Context; withContactData: boolean }

/** A kind of record as programs read it: what is asked, what is answered. */
export type Noun<Item extends z.ZodObject, Filters extends z.ZodObject> = {
  scope: TokenScope
  /** «Compromisos», and one of them: «un compromiso». */
  many: string
  one: string
  /** What finds one. */
  key: string
  item: Item
  filters: Filters
  list: (asker: Asker, filters: z.output<Filters>, slice: Slice) => Promise<z.output<Item>[]>
  find: (asker: Asker, key: string) => Promise<z.output<Item> | undefined>
}

/** Checks a noun against its own schemas, and forgets which they were: the table of all of them is read by what they share. */
export const noun = <Item extends z.ZodObject, Filters extends z.ZodObject>(given: Noun<Item, Filters>) => given as unknown as AnyNoun
export type AnyNoun = Noun<z.ZodObject, z.ZodObject>

/** What the network shares of how to reach somebody; null for whoever may not take it. */
export const contactsOf = ({ withContactData }: Asker, points: ContactPoint[], isOwn: (point: ContactPoint) => boolean) =>
  withContactData ? sharedPoints(points, isOwn).map(({ kind, value, label }) => ({ kind, value, label })) : null
