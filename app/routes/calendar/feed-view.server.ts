import { meetingFilterWords } from '#app/domain/exports/queries/filter-words.server.ts'
import { scopeFilter } from '#app/domain/feeds/forms.server.ts'
import { listFeeds } from '#app/domain/feeds/queries.server.ts'
import { previewFeed, type Preview } from '#app/domain/feeds/queries/preview.server.ts'
import { addressesOf, programOf } from '#app/domain/feeds/rules.ts'
import { feedDetails, feedScopes, type FeedDetail, type FeedScope } from '#app/domain/feeds/terms.ts'
import { findInstitution, suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { oneOfParam } from '#app/lib/list-address.ts'
import { qrOf } from '#app/lib/qr.server.ts'
import { writers } from '#app/lib/roles.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'

export type FeedView = Awaited<ReturnType<typeof viewOf>>

/**
 * The form as the address has it: a page without JavaScript looks before it creates by sending the same fields as GET.
 * `filter` is what the calendar was showing.
 */
export async function viewOf(ctx: Context, filter: string, search: URLSearchParams) {
  const own = filter !== '' && filter !== 'vista=mias'
  const usual: FeedScope = own ? 'filtro' : filter || writers.some((role) => role === ctx.viewer.role) ? 'mias' : 'todo'
  const scope = oneOfParam(search, 'scope', feedScopes) ?? usual
  const { institution, problem } = await institutionOf(ctx, search.get('institution_id'), search.get('institution_id_text'))
  const region_code = /^\d{2}$/.exec(search.get('region_code') ?? '')?.[0] ?? ''
  const only_standing = search.get('only_standing') === 'on'
  const choice = { scope, filter, region_code, institution_id: institution?.id ?? null, only_standing }
  const [seen, words] = await meetingFilterWords(ctx, [filter, scopeFilter(choice)].map((text) => readMeetingFilter(new URLSearchParams(text))))
  const offered = (Object.keys(feedScopes) as FeedScope[]).filter((key) => key !== 'filtro' || own)
  return {
    scope,
    scopes: offered.map((key) => ({ value: key, label: key === 'filtro' ? `${feedScopes.filtro}: ${seen}` : feedScopes[key] })),
    region_code,
    institution: institution ? { id: institution.id, label: institution.short_name } : null,
    only_standing,
    include_due: search.get('include_due') === 'on',
    detail: (oneOfParam(search, 'detail', feedDetails) ?? 'full') as FeedDetail,
    problem: scope === 'institucion' ? problem : undefined,
    name: nameOf(scope, words!),
    copy: scopeFilter(choice),
    preview: isChosen(choice) ? await previewFeed(ctx, scopeFilter(choice)) : null,
  }
}

/** The institution that was chosen or only typed; a problem when nobody knows which. */
export async function institutionOf(ctx: Context, id: string | null, text: string | null) {
  const asked = await chosen(id || null, text?.trim().slice(0, 100) || null, (q) => suggestInstitutions(ctx, q))
  const institution = asked.id ? await findInstitution(ctx, asked.id) : undefined
  return { institution, problem: asked.problem }
}

/** What a link is called while nobody names it. */
export const nameOf = (scope: FeedScope, words: string) => (scope === 'todo' ? 'Reuniones de la red' : words.slice(0, 80))

/** A region or an institution must have been named: otherwise it would be everything. */
export const isChosen = ({ scope, region_code, institution_id }: { scope: FeedScope; region_code: string; institution_id: string | null }) =>
  (scope !== 'region' || region_code !== '') && (scope !== 'institucion' || institution_id !== null)

export type { Preview }

/** The ways into a link that was just made. The only page that holds its secret. */
export function linksOf(shownOnce: string | null) {
  if (!shownOnce) return null
  const links = addressesOf(baseUrl(), shownOnce)
  return { ...links, qr: qrOf(links.webcal) }
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
