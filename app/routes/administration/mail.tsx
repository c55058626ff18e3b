import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'

import { countMail, findStanding, listMail, listTopics, MAILS_PER_PAGE, type Mail } from '#app/domain/outbox/queries.server.ts'
import { inQueue, whyItWaits } from '#app/domain/outbox/rules.ts'
import { mailStates, mailTopics } from '#app/domain/outbox/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { pageOf, withParams } from '#app/lib/list-address.ts'
import { admins } from '#app/lib/roles.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Select } from '#app/ui/field.tsx'
import { FilterBar } from '#app/ui/filter-bar.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ListPages } from '#app/ui/pagination.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { AdminTabs } from './admin-tabs.tsx'
import { mailColumns } from './mail-columns.tsx'
import { mailViews, viewOf, type MailView } from './mail-views.ts'

export const loader = signedIn(admins, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const view = viewOf(search)
  const topics = await listTopics(ctx)
  const topic = topics.find((one) => one === search.get('tipo'))
  const recipient = search.get('q')?.trim().slice(0, 100) ?? ''
  const page = pageOf(search)
  const { mails, total } = await listMail(ctx, { states: mailViews[view].states, topic, recipient, page })
  const counts = await countMail(ctx)
  const standing = await findStanding(ctx)
  return {
    rows: mails.map((mail) => shown(mail, ctx.viewer.zone)),
    views: (Object.keys(mailViews) as MailView[]).map((key) => ({
      key,
      label: mailViews[key].label,
      count: mailViews[key].states.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
    })),
    topics: topics.map((value) => ({ value, label: mailTopics[value] ?? value })),
    view, topic, recipient, page, total,
    from: (page - 1) * MAILS_PER_PAGE + 1,
    waits: whyItWaits(standing),
    queue: inQueue(standing.waiting),
    paused: standing.paused,
  }
})

/** Who it is for, what about and where it stands; never what it says. */
const shown = ({ id, topic, recipient, recipient_name, subject, state, attempts, last_error, due_at, sent_at, created_at }: Mail, zone: string) => ({
  id, recipient, recipient_name, subject, state, attempts,
  topic: mailTopics[topic] ?? topic,
  reason: state === 'sent' ? null : last_error,
  created: formatInstant(created_at, zone),
  next: state === 'queued' && attempts > 0 ? `Se intenta otra vez a las ${formatInstant(due_at, zone).slice(11)}` : null,
  when: sent_at ? formatInstant(sent_at, zone) : null,
})

export const meta: MetaFunction = () => [{ title: 'Envíos · Administración · Hilván' }]

export default function MailPage() {
  const { rows, views, topics, view, topic, recipient, from, total, waits, queue, paused } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const chips = [
    recipient && { label: `Para «${recipient}»`, to: withParams(search, { q: null }) },
    topic && { label: `Tipo: ${mailTopics[topic] ?? topic}`, to: withParams(search, { tipo: null }) },
  ].filter((chip) => typeof chip === 'object')

  return (
    <div className="pila">
      <PageHeader title="Administración" facts={plural(total, 'correo', 'correos')} actions={<Pausing paused={paused} />} />
      <AdminTabs />
      {waits ? <p className="tarjeta" role="status">{waits} {queue}</p> : <p className="meta">{queue} Cada correo sale una sola vez, uno por destinatario.</p>}
      <nav aria-label="Qué correos ver">
        <ul className="fichas">
          {views.map(({ key, label, count }) => (
            <li key={key}>
              <Link className={key === view ? 'ficha ficha-puesta' : 'ficha'} aria-current={key === view ? 'true' : undefined} to={withParams(search, { ver: key })} preventScrollReset>
                {label} <span className="meta">{formatNumber(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <FilterBar
        search={{ name: 'q', value: recipient, label: 'Correo del destinatario' }}
        chips={chips}
        clear={`/administracion/envios?ver=${view}`}
        keep={{ ver: view }}
        filters={<Select name="tipo" label="Tipo" empty="Todos" options={topics} defaultValue={topic} />}
      />
      {rows.length === 0 ? (
        <Empty title={chips.length > 0 ? 'Ningún correo con este filtro' : `${mailViews[view].label}: ningún correo`} action={chips.length > 0 && <LinkButton to={`/administracion/envios?ver=${view}`}>Quitar los filtros</LinkButton>}>
          Aquí queda lo que se envía: actas cerradas, invitaciones y avisos.
        </Empty>
      ) : (
        <DataTable
          caption={`Correos: ${views.find(({ key }) => key === view)?.label}`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={mailColumns(view)}
          foot={<ListPages from={from} shown={rows.length} total={total} />}
        />
      )}
    </div>
  )
}

export type MailRow = Omit<ReturnType<typeof shown>, 'state'> & { state: keyof typeof mailStates }

function Pausing({ paused }: { paused: boolean }) {
  return (
    <Form method="post" action={`/administracion/envios/${paused ? 'reanudacion' : 'pausa'}`}>
      <Button variant={paused ? 'primary' : 'secondary'}>{paused ? 'Reanudar los envíos' : 'Pausar los envíos'}</Button>
    </Form>
  )
}
