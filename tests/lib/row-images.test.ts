import { expect, test } from 'vitest'

import { imageOf, isSameImage, putBack } from '#app/lib/row-images.server.ts'
import { createWorld } from '#tests/support/world.ts'

test('a row that was changed, and one that was deleted, come back as they were', async () => {
  const { raw } = await createWorld()
  const key = { id: 'muni-13120' }
  const before = await imageOf(raw, 'institutions', key)

  await raw.updateTable('institutions').set({ aliases: 'otra', version: 9, archived_at: '2026-11-24T13:00:00.000Z' }).where('id', '=', key.id).execute()
  const changed = await imageOf(raw, 'institutions', key)
  expect(isSameImage(before, changed)).toBe(false)
  await putBack(raw, 'institutions', key, before)
  expect(await imageOf(raw, 'institutions', key)).toEqual(before)

  const pair = { kind: 'person', one_id: 'a', other_id: 'b' } as const
  await raw.insertInto('distinct_pairs').values({ ...pair, decided_at: '2026-11-24T13:00:00.000Z', decided_by: 'paula' }).execute()
  const image = await imageOf(raw, 'distinct_pairs', pair)
  await putBack(raw, 'distinct_pairs', pair, undefined)
  expect(await imageOf(raw, 'distinct_pairs', pair)).toBeUndefined()
  await putBack(raw, 'distinct_pairs', pair, image)
  expect(await imageOf(raw, 'distinct_pairs', pair)).toEqual(image)
})
