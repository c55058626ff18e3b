import { Form } from '@remix-run/react'

import { linkGone } from '#app/lib/link-gone.ts'
import { Button } from '#app/ui/button.tsx'

type Door = { door: 'gone' } | { door: 'busy' } | { door: 'open'; institution: string; errand: boolean }

/** The name of the institution and one button, and nothing that a forwarded mail could tell. */
export function AccessDoor(props: Door) {
  if (props.door === 'gone') return <Said title={linkGone.title}>{linkGone.text}</Said>
  if (props.door === 'busy') return <Said title="Un momento, por favor">Este enlace se abrió demasiadas veces en una hora. Vuelva a intentarlo más tarde.</Said>
  return (
    <>
      <h1>{props.institution}</h1>
      <Form method="post" reloadDocument className="puerta-respuestas">
        <Button variant="primary">{props.errand ? 'Ver el compromiso' : 'Ver mis compromisos'}</Button>
      </Form>
    </>
  )
}

const Said = ({ title, children }: { title: string; children: string }) => <><h1>{title}</h1><p>{children}</p></>
