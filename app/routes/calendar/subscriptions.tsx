import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createFeed } from '#app/domain/feeds/commands.server.ts'
import { feedFilter, feedForm } from '#app/domain/feeds/forms.server.ts'
import { addressesOf } from '#app/domain/feeds/rules.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { network } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { FeedFilter } from './feed-filter.tsx'
import { FeedForm } from './feed-form.tsx'
import { chosenFilter, ownFeeds, scopesOf } from './feed-view.server.ts'
import { NewFeed } from './new-feed.tsx'
import { OwnFeeds } from './own-feeds.tsx'

export const loader = signedIn(network, async (ctx, { request }) => {
  const { search, problem } = await chosenFilter(ctx, new URL(request.url).searchParams)
  const filter = feedFilter(search)
  const institution = search.get('institucion') ? await findInstitution(ctx, search.get('institucion')!) : undefined
  return {
    filter,
    problem,
    scopes: await scopesOf(ctx, filter),
    chosen: {
      region: search.get('region') ?? '',
      kind: search.get('tipo') ?? '',
      mine: search.get('vista') === 'mias',
      institution: institution ? { id: institution.id, label: institution.short_name } : null,
    },
    regions: (await listRegions(ctx)).map(({ code, short_name }) => ({ value: code, label: short_name })),
    feeds: await ownFeeds(ctx),
    operation_id: newId(),
  }
})

export const action = signedIn(network, async (ctx, { request }) => {
  const form = await readForm(request, feedForm)
  if (!form.ok) return data({ ...form, made: undefined }, { status: 400 })

  const { shownOnce } = await createFeed(ctx, form.input)
  // Never by a redirect: the address would stay in the history and in the logs.
  return { errors: undefined, values: undefined, made: { name: form.input.name, links: shownOnce ? addressesOf(baseUrl(), shownOnce) : null } }
})

export const meta: MetaFunction = () => [{ title: 'Suscribir el calendario · Hilván' }]

export default function Subscriptions() {
  const { filter, problem, scopes, chosen, regions, feeds, operation_id } = useLoaderData<typeof loader>()
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
        <FeedForm key={`${filter}${made ? operation_id : ''}`} feedback={made ? undefined : feedback} operationId={operation_id} filter={filter} scopes={scopes} />
        <div className="pila">
          <FeedFilter regions={regions} chosen={chosen} problem={problem} open={Boolean(problem)} />
        </div>
      </div>
      <OwnFeeds feeds={feeds} />
    </>
  )
}
