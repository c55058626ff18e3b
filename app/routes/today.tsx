import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { countGroups } from '#app/domain/commitments/queries.server.ts'
import { countPeople } from '#app/domain/people/queries.server.ts'
import { isOwn, listCooling } from '#app/domain/today/queries.server.ts'
import { daySentence } from '#app/domain/today/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, formatDayMonth } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { anybody, ofNetwork, writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { DayStrip } from '#app/ui/day-strip.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { Agenda } from './today/agenda.tsx'
import { listAttention } from './today/attention.server.ts'
import { Attention } from './today/attention.tsx'
import { Cooling, type Relation } from './today/cooling.tsx'
import { readWeek } from './today/day.server.ts'

export const loader = signedIn(anybody, async (ctx) => {
  if (!ofNetwork(ctx.viewer.role)) throw redirect('/m')
  if (ctx.viewer.role === 'executive') throw redirect('/calendario')

  const view = isOwn(ctx) ? 'mios' : 'todos'
  const week = await readWeek(ctx)
  const { groups, total } = await countGroups(ctx, { view, state: 'abiertos' })
  const waiting = (await countGroups(ctx, { view, state: 'por-validar' })).total
  const heading = formatDayMonth(today(ctx))
  return {
    heading: heading.charAt(0).toUpperCase() + heading.slice(1),
    sentence: daySentence({ meetings: week.today.meetings.length, due: week.today.due.length, overdue: groups.overdue ?? 0, waiting }),
    week,
    tasks: await listAttention(ctx),
    open: { count: total, to: `/compromisos?vista=${view}&estado=abiertos` },
    relations: await readRelations(ctx),
    writes: writers.some((role) => role === ctx.viewer.role),
    knowsNobody: (await countPeople(ctx)) === 0,
  }
})

export const meta: MetaFunction = () => [{ title: 'Hoy · Hilván' }]

export default function Today() {
  const { heading, sentence, week, tasks, open, relations, writes, knowsNobody } = useLoaderData<typeof loader>()

  return (
    <>
      <PageHeader title={heading} facts={sentence} actions={<DayStrip label="Semana" days={week.strip} />} />
      {knowsNobody && writes && (
        <Empty title="El directorio está vacío" action={<FirstSteps />}>
          Traiga la planilla que ya usa: Excel, CSV o contactos del teléfono. Después registre una reunión y lleve el calendario a su teléfono.
        </Empty>
      )}
      <div className="hoy">
        <div className="hoy-agenda"><Agenda day={week.today} next={week.next} aside={week.nextStart} writes={writes} /></div>
        <div className="hoy-atender"><Attention tasks={tasks} open={open} /></div>
        <div className="hoy-relaciones"><Cooling {...relations} writes={writes} /></div>
      </div>
    </>
  )
}

const FirstSteps = () => (
  <>
    <LinkButton to="/importar?que=people" variant="primary" icon="upload">Importar contactos</LinkButton>
    <LinkButton to="/registrar">Registrar una reunión</LinkButton>
    <LinkButton to="/calendario/suscribir">Suscribir el calendario</LinkButton>
  </>
)

async function readRelations(ctx: Context): Promise<{ rows: Relation[]; of: number }> {
  const day = today(ctx)
  const { relations, of } = await listCooling(ctx)
  const rows = relations.map(({ id, name, last, rhythm, marks }) => {
    const ago = agoDays(last, day)
    return {
      id,
      name,
      last: { on: last, text: formatDay(last), ago: ago.charAt(0).toUpperCase() + ago.slice(1) },
      rhythm: rhythm === null ? null : `ritmo: ${plural(rhythm, 'semana', 'semanas')}`,
      marks,
    }
  })
  return { rows, of }
}
