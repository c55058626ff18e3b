import { wordsOf } from '#app/lib/list-address.ts'

/** What a picker asks: the words typed so far, and the institution it is limited to. */
export function askedOf(request: Request) {
  const search = new URL(request.url).searchParams
  return { q: wordsOf(search), institution_id: search.get('institucion') || undefined }
}

/** What a picker expects. Who holds a post may change at any moment: nothing is kept. */
export const answer = (options: { id: string; label: string; detail?: string }[]) =>
  Response.json({ options }, { headers: { 'Cache-Control': 'private, no-store' } })
