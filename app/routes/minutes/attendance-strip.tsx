import { useState, type FormEvent } from 'react'

import { attendances, type Attendance } from '#app/domain/meetings/terms.ts'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

import { usePost } from './use-post.ts'

type Person = { id: string; who: string; institution: string | null; attended: Attendance }

/** Who came, one tap each; whoever nobody expected, with a name and a post. */
export function AttendanceStrip({ folio, people, attends }: { folio: string; people: Person[]; attends: boolean }) {
  const alive = useHydrated()
  const present = people.filter(({ attended }) => attended === 'present').length
  // As it opens: it does not close by itself after the first tap.
  const [open] = useState(attends && present === 0)
  return (
    <details className="acta-asistencia" open={open}>
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
  const { send, problem } = usePost(`/reuniones/${folio}/acta/asistencia`, 'la asistencia')
  /** What was tapped, until the server says the same or something else. */
  const [tapped, setTapped] = useState<{ over: Attendance; to: Attendance } | null>(null)
  const now = tapped?.over === attended ? tapped.to : attended

  async function tap() {
    const next = now === 'present' ? 'absent' : 'present'
    setTapped({ over: attended, to: next })
    if (!(await send({ 'rows[0].id': id, 'rows[0].attended': next }))) setTapped(null)
  }

  return (
    <>
      <button type="button" aria-pressed={now === 'present'} className="acta-persona" onClick={() => void tap()}>
        <span className="acta-vino">{now === 'present' ? <Icon name="check" small /> : now === 'absent' ? <Icon name="x" small /> : null}</span>
        <span>{who} <span className="meta">{[institution, now !== 'present' && now !== 'unknown' && attendances[now]].filter(Boolean).join(' · ')}</span></span>
      </button>
      {problem && <em role="alert">{problem}</em>}
    </>
  )
}

function Guest({ folio }: { folio: string }) {
  const { send, problem } = usePost(`/reuniones/${folio}/acta/asistencia`, 'la asistencia')
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    void send(Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])))
  }
  return (
    <form method="post" className="acta-invitado" onSubmit={add}>
      <input name="guest_name" aria-label="Nombre de quien llegó" placeholder="Llegó alguien más: nombre" maxLength={120} autoComplete="off" spellCheck={false} />
      <input name="guest_title" aria-label="Su cargo" placeholder="Cargo" maxLength={120} autoComplete="off" />
      <button className="boton boton-chico">Agregar</button>
      {problem && <em role="alert">{problem}</em>}
    </form>
  )
}
