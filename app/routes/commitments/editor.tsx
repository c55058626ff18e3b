import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { announce } from '#app/ui/announce.ts'
import { Button } from '#app/ui/button.tsx'
import { FormFeedback } from '#app/ui/feedback.tsx'
import { FormErrors } from '#app/ui/form-errors.tsx'

import { EDITING, type QuietAnswer } from './moves.ts'
import { QuickFields, type QuickChoices } from './quick-fields.tsx'

type Answer = QuietAnswer & {
  values?: Record<string, string | string[]>
  conflict?: { title: string; stands: string; version: number }
}

/** Opens below its row and closes once the server has said yes; what it says no to stays, with why. */
export function Editor({ folio, choices, onClose }: { folio: string; choices: QuickChoices; onClose: () => void }) {
  const { Form, data, state } = useFetcher<Answer>({ key: EDITING + folio })
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const element = box.current
    element?.querySelector<HTMLElement>('input:checked, select')?.focus()
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // What else Escape closes on the page stays open.
      event.preventDefault()
      close.current()
    }
    element?.addEventListener('keydown', escape)
    return () => element?.removeEventListener('keydown', escape)
  }, [])
  useEffect(() => {
    // What somebody else saved may have taken the row out of this list, and its editor with it.
    if (data?.conflict) announce({ problem: true, text: `${data.conflict.title} ${data.conflict.stands}` })
    if (!data?.notice) return
    announce(data.notice)
    close.current()
  }, [data])

  return (
    <div ref={box} role="group" aria-label={`Editar ${folio}`}>
      <FormFeedback feedback={data?.errors ? data : undefined} form="rapida">
        <Form
          method="post"
          action={`/compromisos/${folio}/edicion`}
          className="formulario"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
          }}
        >
          <input type="hidden" name="version" value={data?.conflict?.version ?? choices.now.version} />
          <input type="hidden" name="volver" value={typeof location === 'undefined' ? '' : location.pathname + location.search} />
          <input type="hidden" name="quieto" value="on" />
          {data?.errors && <FormErrors />}
          <QuickFields {...choices} conflict={data?.conflict} />
          <div className="acciones">
            <Button variant="primary" small disabled={state === 'submitting'}>{data?.conflict ? 'Guardar lo mío' : 'Guardar'}</Button>
            <Button type="button" small onClick={onClose}>{data?.conflict ? 'Dejar lo suyo' : 'Cancelar'}</Button>
          </div>
        </Form>
      </FormFeedback>
    </div>
  )
}
