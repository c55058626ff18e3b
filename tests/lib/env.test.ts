import { expect, test } from 'vitest'

import { letterhead, mailFrom, readSettings } from '#app/lib/env.server.ts'

const serve = (more: Record<string, string> = {}) => readSettings({ NODE_ENV: 'production', ...more })

test('with nothing set, Hilván serves localhost:3000 from ./data', () => {
  expect(serve()).toMatchObject({ port: 3000, data: 'data', base: new URL('http://localhost:3000') })
})

test('a wrong setting is one clear sentence', () => {
  expect(() => readSettings({})).toThrow('NODE_ENV must be production')
  expect(() => serve({ PORT: 'ocho' })).toThrow('PORT must be a number.')
  expect(() => serve({ BASE_URL: 'http://red.ejemplo.cl' })).toThrow('BASE_URL must be https')
  expect(() => serve({ BASE_URL: 'https://red.ejemplo.cl/x' })).toThrow('no path')
  expect(() => serve({ DATABASE_URL: 'mysql://x' })).toThrow('postgres://')
  expect(() => serve({ HILVAN_DTA: 'x' })).toThrow('Unknown setting HILVAN_DTA')
})

test('an intranet without https must say that it is one', () => {
  expect(serve({ BASE_URL: 'http://red.interna', HILVAN_INTRANET: '1' }).base.host).toBe('red.interna')
})

test('minutes are printed on the paper of the network, unless the installation says whose', () => {
  expect(letterhead({})).toBe('Red de Municipios por la Vivienda y la Ciudad')
  expect(letterhead({ HILVAN_LETTERHEAD: 'Asociación de Ñuble' })).toBe('Asociación de Ñuble')
})

test('where mail leaves through, and from whom, is checked at boot', () => {
  expect(serve()).toMatchObject({ smtp: undefined, worker: true })
  expect(serve({ HILVAN_WORKER: '0' }).worker).toBe(false)
  const from = { HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>' }
  expect(serve({ ...from, HILVAN_SMTP_URL: 'smtp://agenda%40red.example:cl%25ve@correo.red.example' }).smtp).toEqual({
    host: 'correo.red.example', port: 587, secure: false, plain: false, auth: { user: 'agenda@red.example', pass: 'cl%ve' },
    from: { name: 'Hilván', email: 'agenda@red.example' }, reply_to: undefined,
  })
  expect(serve({ ...from, HILVAN_SMTP_URL: 'smtps://correo.red.example' }).smtp).toMatchObject({ port: 465, secure: true, auth: undefined })
  expect(serve({ ...from, HILVAN_SMTP_URL: 'smtp://127.0.0.1:2525' }).smtp).toMatchObject({ port: 2525, plain: true })
  expect(serve({ ...from, HILVAN_SMTP_URL: 'smtp://correo.red.example', HILVAN_SMTP_PLAIN: '1' }).smtp).toMatchObject({ plain: true })

  const wrong: [Record<string, string>, string][] = [
    [{ HILVAN_SMTP_URL: 'smtp://correo.red.example' }, 'HILVAN_MAIL_FROM must say from whom'],
    [{ ...from, HILVAN_SMTP_URL: 'correo.red.example:587' }, 'HILVAN_SMTP_URL must be smtp://'],
    [{ ...from, HILVAN_SMTP_URL: 'smtp://correo.red.example?tls.rejectUnauthorized=false' }, 'HILVAN_SMTP_URL must be smtp://'],
    [{ ...from, HILVAN_SMTP_URL: 'smtp://a:50%@correo.red.example' }, 'must be written %25'],
    [{ HILVAN_MAIL_FROM: 'agenda' }, 'HILVAN_MAIL_FROM must be one mailbox'],
    [{ HILVAN_MAIL_REPLY_TO: 'a@b.example, c@d.example' }, 'HILVAN_MAIL_REPLY_TO must be one mailbox'],
    [{ HILVAN_SMTP_PLAIN: 'si' }, 'HILVAN_SMTP_PLAIN must be 0 or 1'],
    [{ HILVAN_WORKER: 'no' }, 'HILVAN_WORKER must be 0 or 1'],
  ]
  for (const [more, sentence] of wrong) expect(() => serve(more)).toThrow(sentence)
  expect(mailFrom({})).toEqual({ name: 'Hilván', email: 'agenda@hilvan.invalid' })
})
