import { choices, type Choice as Chosen } from '#app/domain/invitations/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Choice, DateField, TextArea, TimeField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'

import type { ShownInvitation } from './answering.server.ts'

/** What, when and where, the answer there is, and the three that may be given. */
export function AnswerForm({ shown, preset, saved, feedback }: { shown: ShownInvitation; preset: string | null; saved: boolean; feedback?: Feedback | null }) {
  const { title, when, repeats, where, link, description, points, caller, writer, closed, reason, sequence, times, given } = shown
  const chosen = Object.hasOwn(choices, preset ?? '') ? (preset as Chosen) : (given?.choice ?? undefined)

  return (
    <>
      <h1>{title}</h1>
      {saved && given && <p role="status" className="tarjeta">Gracias. Su respuesta quedó registrada: {given.text}.</p>}
      <Card>
        <Facts
          items={[
            { label: repeats ? 'La próxima' : 'Cuándo', value: <strong>{when}</strong> },
            { label: 'Se repite', value: repeats && <>{repeats}. Su respuesta vale para todas las fechas.</> },
            { label: 'Dónde', value: where },
            { label: 'Enlace', value: link && <a href={link} rel="noreferrer" className="break-all">{link}</a> },
            { label: 'Convoca', value: caller },
            { label: 'Motivo', value: reason },
            { label: 'Descripción', value: description && <span className="whitespace-pre-line">{description}</span> },
            { label: 'Pauta', value: points.length > 0 ? <ol className="list-decimal pl-5">{points.map((point, at) => <li key={at}>{point}</li>)}</ol> : null },
          ]}
        />
      </Card>
      {closed && <p className="tarjeta">{closed}{given && ` Usted había respondido: ${given.text}.`}</p>}
      {!closed && (
        <RecordForm feedback={feedback} className="formulario responder" reloadDocument>
          <input type="hidden" name="sequence" value={sequence} />
          {given && !saved && <p>Su respuesta hasta ahora: <b>{given.text}</b>. {given.stale ? 'La reunión cambió después: por favor confirme otra vez.' : 'Puede cambiarla.'}</p>}
          <Choice name="choice" label="¿Podrá venir?" options={choices} defaultValue={chosen} required />
          <fieldset className="campo responder-otra">
            <legend className="solo-lector">La hora que propone</legend>
            <p className="campo-ayuda">Solo si propone otra hora. La coordinación la verá y le avisará; mientras tanto la reunión sigue como está.</p>
            <DateField name="on" label="Día" min={times.today} defaultValue={times.on ?? undefined} />
            <div className="par">
              <TimeField name="start" label="Desde" defaultValue={times.start ?? '10:00'} />
              <TimeField name="end" label="Hasta" defaultValue={times.end ?? '11:00'} />
            </div>
          </fieldset>
          <TextArea name="text" label="Comentario o motivo" optional rows={3} maxLength={1000} />
          <FormActions><Button variant="primary">Enviar respuesta</Button></FormActions>
        </RecordForm>
      )}
      <p className="meta">¿Dudas? Escriba a {writer.name}, <a href={`mailto:${writer.email}`}>{writer.email}</a>.</p>
    </>
  )
}
