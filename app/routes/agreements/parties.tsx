import { Link } from '@remix-run/react'

import { acceptances, type Acceptance } from '#app/domain/agreements/terms.ts'
import { Icon, type IconName } from '#app/ui/icon.tsx'
import { RecordLink } from '#app/ui/link.tsx'

const icons: Record<Acceptance, IconName> = { accepted: 'circle-check', pending: 'clock', refused: 'struck-circle' }

type Party = { institution_id: string; name: string; role: string; acceptance: Acceptance; owes: string }

/** Who they are, what they do in it, what they answered, and how what they owe stands. */
export function Parties({ parties, folio, writes }: { parties: Party[]; folio: string; writes: boolean }) {
  return (
    <ul className="lista">
      {parties.map(({ institution_id, name, role, acceptance, owes }) => (
        <li key={`${institution_id} ${role}`}>
          <p><RecordLink to={`/instituciones/${institution_id}`}>{name}</RecordLink> <span className="meta">{role}</span></p>
          <p className="meta fila">
            <Icon name={icons[acceptance]} small />
            {acceptances[acceptance]} · {owes}
            {writes && acceptance === 'pending' && (
              <Link className="enlace-accion" to={`/acuerdos/${folio}/aceptacion?parte=${institution_id}`}>
                Responder<span className="solo-lector"> por {name}</span>
              </Link>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
