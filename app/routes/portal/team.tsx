import { Form } from '@remix-run/react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'

type Colleague = { id: string; name: string; words: string; said: string | null }

/** Colleagues who may answer for this commitment, and the way to name another. */
export function Team({ folio, answerable, mayEntrust, errands }: { folio: string; answerable: boolean; mayEntrust: boolean; errands: Colleague[] }) {
  const may = mayEntrust && answerable
  if (errands.length === 0 && !may) return null
  return (
    <section className="puerta-seccion" aria-labelledby="equipo">
      <h2 id="equipo">Su equipo</h2>
      {errands.length > 0 && (
        <ul className="tarjeta lista">
          {errands.map(({ id, name, words, said }) => (
            <li key={id}>
              <p><DatedText>{words}</DatedText></p>
              {said && <p>«{said}»</p>}
              {mayEntrust && (
                <Form method="post" action={`/m/compromisos/${folio}/encargo/${id}/termino`} className="pt-2">
                  <Button small>Terminar el encargo<span className="solo-lector"> de {name}</span></Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {may && <p><LinkButton icon="users" to={`/m/compromisos/${folio}/encargo`}>Encargar a mi equipo</LinkButton></p>}
    </section>
  )
}
