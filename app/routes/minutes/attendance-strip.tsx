import { useFetcher } from '@remix-run/react'

import { attendances, type Attendance } from '#app/domain/meetings/terms.ts'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

type Person = { id: string; who: string; institution: string | null; attended: Attendance }

/** Who came, one tap each; whoever nobody expected, with a name and a post. */
export function AttendanceStrip({ folio, people, attends }: { folio: string; people: Person[]; attends: boolean }) {
  const alive = useHydrated()
  const present = people.filter(({ attended }) => attended === 'present').length
  return (
    <details className="acta-asistencia" open={attends && present === 0}>
      <summary><h2>Asistencia</h2><span className="meta">{present} de {people.length}</span></summary>
      <ul>
        {people.map((person) => <li key={person.id}>{alive && attends ? <Toggle folio={folio} person={person} /> : <Said {...person} />}</li>)}
      </ul>
      {alive && attends && <Guest key={people.length} folio={folio} />}
      {attends && <ActionLink to={`/reuniones/${folio}/asistencia`} chevron={false}>Ver toda la asistencia</ActionLink>}
    </details>
  )
}

const Said = ({ who, institution, attended }: Person) => <p>{who} <span className="meta">{[institution, attendances[attended]].filter(Boolean).join(' · ')}</span></p>

function Toggle({ folio, person: { id, who, institution, attended } }: { folio: string; person: Person }) {
  const fetcher = useFetcher()
  const sending = fetcher.formData?.get('attended')
  const now = (sending ?? attended) as Attendance
  return (
    <fetcher.Form method="post" action={`/reuniones/${folio}/acta/asistencia`}>
      <input type="hidden" name="rows[0].id" value={id} />
      <button name="rows[0].attended" value={now === 'present' ? 'absent' : 'present'} aria-pressed={now === 'present'} className="acta-persona">
        <span className="acta-vino">{now === 'present' ? <Icon name="check" small /> : now === 'absent' ? <Icon name="x" small /> : null}</span>
        <span>{who} <span className="meta">{[institution, now !== 'present' && now !== 'unknown' && attendances[now]].filter(Boolean).join(' · ')}</span></span>
      </button>
    </fetcher.Form>
  )
}

function Guest({ folio }: { folio: string }) {
  const fetcher = useFetcher<{ errors?: Record<string, string[]> }>()
  const problem = fetcher.data?.errors && Object.values(fetcher.data.errors).flat()[0]
  return (
    <fetcher.Form method="post" action={`/reuniones/${folio}/acta/asistencia`} className="acta-invitado">
      <input name="guest_name" aria-label="Nombre de quien llegó" placeholder="Llegó alguien más: nombre" maxLength={120} autoComplete="off" spellCheck={false} />
      <input name="guest_title" aria-label="Su cargo" placeholder="Cargo" maxLength={120} autoComplete="off" />
      <button className="boton boton-chico">Agregar</button>
      {problem && <em role="alert">{problem}</em>}
    </fetcher.Form>
  )
}
