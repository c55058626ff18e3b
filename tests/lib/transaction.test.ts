import { expect, test } from 'vitest'

import { afterCommit, atomically, outsideTransaction } from '#app/lib/transaction.server.ts'
import { createWorld } from '#tests/support/world.ts'

const countAttempts = (ctx: ReturnType<Awaited<ReturnType<typeof createWorld>>['as']>) =>
  ctx.db.selectFrom('revisions').select('value').where('name', '=', 'agenda').executeTakeFirstOrThrow()

test('the outer connection refuses to work inside a transaction instead of hanging or escaping it', async () => {
  const { as } = await createWorld()
  const outer = as('paula')

  await expect(atomically(outer, async () => outer.db.selectFrom('users').select('id').execute())).rejects.toThrow(
    'Outer connection inside a transaction',
  )
})

test('a transaction inside a transaction joins it, and both roll back together', async () => {
  const { as } = await createWorld()

  const failing = atomically(as('paula'), async (ctx) => {
    await atomically(ctx, (ctx) => ctx.db.updateTable('revisions').set({ value: 99 }).where('name', '=', 'agenda').execute())
    throw new Error('no')
  })

  await expect(failing).rejects.toThrow('no')
  expect(await countAttempts(as('paula'))).toEqual({ value: 1 })
})

test('what waits for the commit runs after it, and never when the transaction fails', async () => {
  const { as } = await createWorld()
  const told: string[] = []

  await atomically(as('paula'), async () => afterCommit(() => told.push('kept')))
  await atomically(as('paula'), async () => {
    afterCommit(() => told.push('lost'))
    throw new Error('no')
  }).catch(() => {})

  expect(told).toEqual(['kept'])
})

test('what leaves the process is refused inside a transaction', async () => {
  const { as } = await createWorld()

  await expect(atomically(as('paula'), async () => outsideTransaction('argon2'))).rejects.toThrow('argon2 inside')
  expect(() => outsideTransaction('argon2')).not.toThrow()
})

test('twenty writers of one row lose no update', async () => {
  const { as } = await createWorld()

  await Promise.all(
    Array.from({ length: 20 }, () =>
      atomically(as('paula'), async (ctx) => {
        const { value } = await countAttempts(ctx)
        await ctx.db.updateTable('revisions').set({ value: value + 1 }).where('name', '=', 'agenda').execute()
      }),
    ),
  )

  expect(await countAttempts(as('paula'))).toEqual({ value: 21 })
})
