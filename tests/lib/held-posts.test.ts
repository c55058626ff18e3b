import { expect, test } from 'vitest'

import { findHeldPost } from '#app/lib/held-posts.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { createSession } from '#app/lib/session.server.ts'
import { createWorld } from '#tests/support/world.ts'

test('what was typed beside an attachment is kept when the session had expired; the attachment is not', async () => {
  const { db, clock } = await createWorld()
  const session = (await createSession(db, 'rosa', clock.now, null)).split(';')[0]!
  clock.now = new Date('2026-11-25T13:00:00Z')
  const body = new FormData()
  body.set('text', 'Enviado por oficina de partes')
  body.set('file', new File(['x'.repeat(1000)], 'oficio.pdf'))
  const path = 'http://localhost:3000/m/compromisos/C-2026-0001/cumplimiento'
  const request = new Request(path, { method: 'POST', body, headers: { Cookie: session } })

  const action = signedIn(leaders, async () => null)
  const answer = (await action({ request, params: {}, context: {} }).catch((thrown: unknown) => thrown)) as Response
  expect(answer.headers.get('Location')).toContain('/entrar?volver=%2Fm%2Fcompromisos')

  const held = answer.headers.get('Set-Cookie')!.split(';')[0]!
  const fields = await findHeldPost(db, 'rosa', new Request(path, { headers: { Cookie: held } }))
  expect([...fields!]).toEqual([['text', 'Enviado por oficina de partes']])
  expect(await findHeldPost(db, 'ines', new Request(path, { headers: { Cookie: held } }))).toBeUndefined()
})
