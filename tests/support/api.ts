import { createToken, revokeToken } from '#app/domain/api-tokens/commands.server.ts'
import { tokenScopes, type TokenScope } from '#app/domain/api-tokens/terms.ts'
import { loader } from '#app/routes/api/v1.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

export const allScopes = Object.keys(tokenScopes) as TokenScope[]
/** What anybody may lend. */
export const nounScopes = allScopes.filter((scope) => scope !== 'contact_data')

/** A key of somebody's, good for a year; answers it whole. */
export async function tokenOf({ as }: World, who: Name, scopes: TokenScope[] = nounScopes): Promise<string> {
  const { shownOnce } = await createToken(as(who), { name: 'Tablero', scopes, months: 12, operation_id: undefined })
  return shownOnce!
}

export const revoke = ({ as }: World, who: Name, token: string) => revokeToken(as(who), token.split('.')[0]!)

type Asked = { method?: string; headers?: Record<string, string> }

/** Asks the API as a program does: no cookie, the key in its header. */
export async function ask(token: string | null, path: string, { method = 'GET', headers = {} }: Asked = {}): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/${path}`, { method, headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers } })
  return loader({ request, params: { '*': new URL(request.url).pathname.replace('/api/v1/', '') }, context: {} })
}

export type Item = Record<string, unknown> & { id: string; folio?: string }

/** Every item of a list, page by page. */
export async function everyItem(token: string, path: string, limit = 50): Promise<Item[]> {
  const items: Item[] = []
  const join = path.includes('?') ? '&' : '?'
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer: Response = await ask(token, `${path}${join}limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const page = (await answer.json()) as { items: Item[]; next_cursor: string | null }
    items.push(...page.items)
    cursor = page.next_cursor
  }
  return items
}
