import { existsSync, readFileSync, writeFileSync } from 'node:fs'

import Ajv2020 from 'ajv/dist/2020.js'
import createClient from 'openapi-fetch'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { expect, test } from 'vitest'
import type { z } from 'zod'

import { listOf, meAnswer, nouns, searchAnswer } from '#app/routes/api/nouns.server.ts'
import { loader } from '#app/routes/api/v1.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import type { paths } from '#tests/support/api-client.ts'
import { allScopes, ask, tokenOf } from '#tests/support/api.ts'
import type { Name } from '#tests/support/cast.ts'
import { closedMinutes } from '#tests/support/closed-minutes.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { inOffice, meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CLIENT = 'tests/support/api-client.ts'

type Document = {
  openapi: string
  paths: Record<string, { get: { operationId: string; parameters?: (Parameter & { in: string; required: boolean })[]; responses: Record<string, unknown> } }>
  components: { schemas: Record<string, object> }
}
const documentOf = async () => (await (await ask(null, 'openapi.json')).json()) as Document

async function fullWorld(world: World) {
  const { id: meeting_id } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const { id: agreement_id } = await makeAgreement(world, { meeting_id })
  await makeCommitment(world, { meeting_id, responsible_position_id: 'muni-13102:mayor' })
  await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], due_rule: 'none', due_on: null })
  await makeRequest(world)
  await closedMinutes(world)
}

/** The client that programs generate, against the handler that answers them. */
async function clientOf(world: World, who: Name, scopes = allScopes) {
  const token = await tokenOf(world, who, scopes)
  return createClient<paths>({
    baseUrl: 'http://localhost:3000/api/v1',
    headers: { Authorization: `Bearer ${token}` },
    fetch: (request: Request) => loader({ request, params: { '*': new URL(request.url).pathname.replace('/api/v1/', '') }, context: {} }),
  })
}

/** Checks any JSON against a schema of the document. */
async function checkerOf(document: Document) {
  // A whole document is not one schema: what is outside its schemas is no keyword.
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/)
  ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  ajv.addSchema({ $id: 'api', ...document })
  return (schema: string, body: unknown) => {
    const check = ajv.compile({ $ref: `api#/components/schemas/${schema}` })
    return check(body) ? [] : check.errors
  }
}

test('the client that is generated from the document is the one that is kept', async () => {
  const document = (await documentOf()) as unknown as OpenAPI3
  const text = `/* Generated from /api/v1/openapi.json; UPDATE_API_CLIENT=1 writes it again. */\n\n${astToString(await openapiTS(document))}`
  if (process.env.UPDATE_API_CLIENT || !existsSync(CLIENT)) writeFileSync(CLIENT, text)
  expect(readFileSync(CLIENT, 'utf8')).toBe(text)
})

test('every answer is what the document says, and what its schema parses, with nothing besides', async () => {
  const world = await createWorld()
  await fullWorld(world)
  const document = await documentOf()
  const problems = await checkerOf(document)
  const names = Object.keys(nouns)
  for (const who of ['paula', 'rosa'] as const) {
    const token = await tokenOf(world, who, who === 'paula' ? allScopes : allScopes.slice(0, -1))
    for (const [at, name] of names.entries()) {
      const { item } = nouns[name]!
      const schema = Object.keys(document.components.schemas)[at * 2]!
      const page = (await (await ask(token, `${name}?limit=5`)).json()) as { items: { id: string }[] }
      expect([name, problems(`${schema}Page`, page)]).toEqual([name, []])
      expect(strict(listOf(strict(item))).parse(page)).toEqual(page)
      if (who === 'paula') expect(page.items.length, name).toBeGreaterThan(0)
      for (const { id } of page.items.slice(0, 2)) expect(problems(schema, await (await ask(token, `${name}/${id}`)).json())).toEqual([])
    }
    const found = await (await ask(token, 'search?q=cerrillos')).json()
    expect([problems('Search', found), searchAnswer.safeParse(found).success]).toEqual([[], true])
    const me = await (await ask(token, 'me')).json()
    expect([problems('Me', me), meAnswer.safeParse(me).success]).toEqual([[], true])
    for (const path of ['commitments?nada=1', 'nada', 'meetings/x']) expect(problems('Problem', await (await ask(token, path)).json())).toEqual([])
  }
  expect(problems('Problem', await (await ask(null, 'me')).json())).toEqual([])
})

const strict = <S extends z.ZodObject>(schema: S) => schema.strict()

test('a generated client reads lists with their filters, goes through their pages and finds one', async () => {
  const world = await createWorld()
  await fullWorld(world)
  const api = await clientOf(world, 'paula')

  const { data, error } = await api.GET('/commitments', { params: { query: { standing: 'open', institution_id: 'muni-13102', side: 'owes', due_before: '2026-12-05', limit: 10 } } })
  expect(error).toBeUndefined()
  expect(data?.items.map(({ folio, debtor, due_on }) => [folio, debtor.name, due_on])).toEqual([['C-2026-0001', 'Municipalidad de Cerrillos', '2026-12-04']])

  const first = await api.GET('/institutions', { params: { query: { kind: 'municipality', region: '13', limit: 30 } } })
  const second = await api.GET('/institutions', { params: { query: { kind: 'municipality', region: '13', limit: 30, cursor: first.data!.next_cursor! } } })
  expect([first.data!.items.length, second.data!.items.length, second.data!.next_cursor]).toEqual([30, 22, null])

  const one = await api.GET('/meetings/{key}', { params: { path: { key: 'R-2026-0001' } } })
  expect(one.data?.institutions.map(({ name }) => name)).toEqual(['Municipalidad de Cerrillos', 'SERVIU Metropolitano'])
  const none = await api.GET('/meetings/{key}', { params: { path: { key: 'R-2026-9999' } } })
  expect([none.response.status, none.error?.title]).toEqual([404, 'No existe o no está a su alcance'])
  const tenures = await api.GET('/tenures', { params: { query: { on: '2026-11-24', position_id: 'muni-13102:mayor' } } })
  expect(tenures.data?.items[0]?.person.name).toBe('Rosa Sanhueza Vera')
  const found = await api.GET('/search', { params: { query: { q: 'cerrillos' } } })
  expect(found.data?.groups.map(({ type }) => type)).toContain('institutions')
})

test('every parameter that the document tells is taken by a generated client, and a wrong value of it is refused in Spanish', async () => {
  const world = await createWorld()
  await fullWorld(world)
  const document = await documentOf()
  const problems = await checkerOf(document)
  type Get = (path: string, init: { params: { query: Record<string, unknown> } }) => Promise<{ data?: { items: unknown[]; next_cursor: string | null }; error?: object; response: Response }>
  for (const [at, name] of Object.keys(nouns).entries()) {
    const path = `/${name}`
    // A key for each list: one alone would ask too much in a minute.
    const get = (await clientOf(world, 'paula')).GET as Get
    const schema = `${Object.keys(document.components.schemas)[at * 2]!}Page`
    const first = await get(path, { params: { query: { limit: 1 } } })
    for (const parameter of document.paths[path]!.get.parameters!.filter((one) => one.in === 'query')) {
      const { good, bad } = samplesOf(parameter, first.data!.next_cursor)
      for (const value of good) {
        const { data, error, response } = await get(path, { params: { query: { [parameter.name]: value } } })
        expect([path, parameter.name, value, response.status, error]).toEqual([path, parameter.name, value, 200, undefined])
        expect(problems(schema, data)).toEqual([])
      }
      for (const value of bad) {
        const { error, response } = await get(path, { params: { query: { [parameter.name]: value } } })
        const { errors } = error as { errors: { parameter: string; message: string }[] }
        expect([path, value, response.status, problems('Problem', error), errors.map((one) => one.parameter)]).toEqual([path, value, 400, [], [parameter.name]])
        expect(errors[0]!.message).toMatch(SPANISH)
      }
    }
  }
})

/** How our messages begin: none of a library comes through. */
const SPANISH = /^(Es |Son |Ese |No |Tiene )/

type Parameter = { name: string; schema: { type?: string; enum?: string[]; format?: string; pattern?: string; maximum?: number } }

function samplesOf({ name, schema }: Parameter, cursor: string | null): { good: unknown[]; bad: unknown[] } {
  if (name === 'cursor') return { good: cursor === null ? [] : [cursor], bad: ['x'] }
  if (schema.enum) return { good: schema.enum, bad: ['nada', ''] }
  if (schema.format === 'date') return { good: ['2026-11-24', '9998-12-31', '0001-01-01'], bad: ['24-11-2026', '2026-02-30', '9999-12-31', '2026-11-24T00:00:00Z'] }
  if (schema.format === 'date-time') {
    return {
      good: ['2026-11-24T13:00:00Z', '2026-11-24T10:00:00-03:00', '2026-11-24T10:00:00.123456+03:00', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
      bad: ['2026-11-24', '2026-11-24T13:00:00', '2026-11-24T13:00:00 03:00', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59-10:00', '0000-01-01T00:00:00+10:00', 'ayer'],
    }
  }
  if (schema.type === 'integer') return { good: [1, schema.maximum], bad: [0, 1.5, 'x', Number(schema.maximum) + 1] }
  return { good: schema.pattern ? ['13'] : ['ñuñoa', 'x'.repeat(80)], bad: schema.pattern ? ['1', 'ab', '131'] : ['', 'x'.repeat(101), 'a\u0000'] }
}

test('the document tells every address, what it takes and what it refuses, and asks for a key in each', async () => {
  const document = await documentOf()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths).toSorted()).toEqual([...Object.keys(nouns).flatMap((name) => [`/${name}`, `/${name}/{key}`]), '/me', '/search'].toSorted())
  const { parameters, responses } = document.paths['/commitments']!.get
  expect(parameters?.map(({ name, required }) => [name, required])).toEqual(
    [
      'q', 'region', 'institution_id', 'side', 'counterpart_id', 'kind', 'standing', 'due_from', 'due_before', 'limit', 'cursor', 'updated_since', 'If-None-Match',
    ].map((name) => [name, false]),
  )
  expect(document.paths['/search']!.get.parameters).toMatchObject([{ name: 'q', required: true }, { name: 'If-None-Match', in: 'header' }])
  expect(Object.keys(responses)).toEqual(['200', '304', '400', '401', '403', '429'])
  expect(document).toMatchObject({ security: [{ token: [] }], components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } })
  const ids = Object.values(document.paths).map(({ get }) => get.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})
