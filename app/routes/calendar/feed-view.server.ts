import { meetingFilterWords } from '#app/domain/exports/queries/filter-words.server.ts'
import { listFeeds } from '#app/domain/feeds/queries.server.ts'
import { previewFeed, type Preview } from '#app/domain/feeds/queries/preview.server.ts'
import { programOf } from '#app/domain/feeds/rules.ts'
import { feedDetails, feedScopes, type FeedScope } from '#app/domain/feeds/terms.ts'
import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { writers } from '#app/lib/roles.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'

/** The filter of the address, with an institution that was only typed looked up by its name. */
export async function chosenFilter(ctx: Context, search: URLSearchParams) {
  const typed = search.get('institucion_text')?.trim().slice(0, 100) || null
  const { id, problem } = await chosen(search.get('institucion') || null, typed, (q) => suggestInstitutions(ctx, q))
  const next = new URLSearchParams(search)
  if (id) next.set('institucion', id)
  else next.delete('institucion')
  return { search: next, problem }
}

export type ScopeView = { scope: FeedScope; label: string; name: string; preview: Preview; chosen: boolean }

/** What may be subscribed to, with what each one would show; what the address asks for comes first. */
export async function scopesOf(ctx: Context, filter: string): Promise<ScopeView[]> {
  const own = filter !== '' && filter !== 'vista=mias'
  const first: FeedScope = own ? 'filtro' : filter || writers.some((role) => role === ctx.viewer.role) ? 'mias' : 'todo'
  const offered: [FeedScope, string][] = [...(own ? [['filtro', filter] as [FeedScope, string]] : []), ['mias', 'vista=mias'], ['todo', '']]
  const words = await meetingFilterWords(ctx, offered.map(([, text]) => readMeetingFilter(new URLSearchParams(text))))
  const views: ScopeView[] = []
  for (const [at, [scope, text]] of offered.entries()) {
    const said = words[at]!
    views.push({
      scope,
      label: scope === 'filtro' ? said : feedScopes[scope],
      name: scope === 'todo' ? 'Reuniones de la red' : said.slice(0, 80),
      preview: await previewFeed(ctx, text),
      chosen: scope === first,
    })
  }
  return views
}

export type OwnFeed = Awaited<ReturnType<typeof ownFeeds>>[number]

/** The viewer's links as the page tells them. */
export async function ownFeeds(ctx: Context) {
  const feeds = await listFeeds(ctx)
  const words = await meetingFilterWords(ctx, feeds.map(({ filter }) => readMeetingFilter(new URLSearchParams(filter))))
  const dayOf = (instant: string) => formatDay(todayIn(ctx.viewer.zone, new Date(instant)))
  return feeds.map((feed, at) => ({
    id: feed.id,
    name: feed.name,
    what: [words[at], feed.include_due === 1 && 'con vencimientos'].filter(Boolean).join(', '),
    detail: feedDetails[feed.detail],
    created: dayOf(feed.created_at),
    expires: dayOf(feed.expires_at),
    expired: feed.expires_at <= ctx.now.toISOString(),
    last: feed.last_fetched_at && { program: programOf(feed.last_agent) ?? 'un programa', at: formatInstant(feed.last_fetched_at, ctx.viewer.zone) },
  }))
}
