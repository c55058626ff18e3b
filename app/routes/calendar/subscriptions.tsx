import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createFeed } from '#app/domain/feeds/commands.server.ts'
import { feedFilter, feedForm, scopeFilter } from '#app/domain/feeds/forms.server.ts'
import { meetingFilterWords } from '#app/domain/exports/queries/filter-words.server.ts'
import { readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { addressWithin } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { FeedForm } from './feed-form.tsx'
import { institutionOf, isChosen, linksOf, nameOf, ownFeeds, viewOf } from './feed-view.server.ts'
import { NewFeed } from './new-feed.tsx'
import { OwnFeeds } from './own-feeds.tsx'

export const loader = signedIn(network, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const filter = search.has('filter') ? feedFilter(addressWithin(search.get('filter')!)) : feedFilter(search)
  return {
    filter,
    view: await viewOf(ctx, filter, search),
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    feeds: await ownFeeds(ctx),
    operation_id: newId(),
  }
})

export const action = signedIn(network, async (ctx, { request }) => {
  const form = await readForm(request, feedForm)
  if (!form.ok) return data({ ...form, made: undefined }, { status: 400 })

  const { scope, filter, region_code, only_standing, institution_id, institution_id_text, name, ...rest } = form.input
  const { institution, problem } = await institutionOf(ctx, institution_id, institution_id_text)
  const choice = { scope, filter, region_code, institution_id: institution?.id ?? null, only_standing }
  if (!isChosen(choice)) {
    const errors: Record<string, string[]> = scope === 'region' ? { region_code: ['Elija una región.'] } : { institution_id: [problem ?? 'Elija una institución.'] }
    return data({ ...refuse(form, errors), made: undefined }, { status: 400 })
  }
  const kept = scopeFilter(choice)
  const [words] = await meetingFilterWords(ctx, [readMeetingFilter(new URLSearchParams(kept))])
  const called = name ?? nameOf(scope, words!)
  const { shownOnce } = await createFeed(ctx, { ...rest, filter: kept, name: called })
  // Never by a redirect: the address would stay in the history and in the logs.
  return { errors: undefined, values: undefined, made: { name: called, links: linksOf(shownOnce) } }
})

export const meta: MetaFunction = () => [{ title: 'Suscribir el calendario · Hilván' }]

export default function Subscriptions() {
  const { filter, view, regions, feeds, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const made = feedback?.made

  return (
    <>
      <PageHeader
        title="Suscribir el calendario"
        facts="Las reuniones aparecen en su programa de siempre y se mantienen al día solas."
        actions={<LinkButton to={`/calendario?${filter}`} icon="calendar">Volver al calendario</LinkButton>}
      />
      {made && <NewFeed name={made.name} links={made.links} />}
      <div className="con-lado">
        <FeedForm key={`${filter}${made ? operation_id : ''}`} feedback={made ? undefined : feedback} operationId={operation_id} filter={filter} view={view} regions={regions} />
        <Card title="¿Solo una copia?">
          <p>Un archivo con las mismas reuniones, tal como están ahora. No vuelve a cambiar: para que se mantenga al día, suscríbase.</p>
          <div><LinkButton document icon="download" to={`/calendario.ics?${view.copy}`}>Descargar una copia</LinkButton></div>
        </Card>
      </div>
      <OwnFeeds feeds={feeds} base="/calendario/suscribir" />
    </>
  )
}
