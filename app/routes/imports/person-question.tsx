import { Button } from '#app/ui/button.tsx'
import { Select } from '#app/ui/field.tsx'
import { FormFeedback } from '#app/ui/feedback.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { formatNumber, plural } from '#app/lib/text.ts'

import { Answer } from './answer.tsx'
import type { Review } from './readings.server.ts'
import { KEEPS, keepsLabel } from './words.ts'

type Compared = Review['compared'][string]
type Candidate = Compared['candidates'][number]
type Props = { id: string; problem: Review['problems'][number]; compared: Compared; keeps: boolean }

/** Who a row speaks of: it and everybody it may be, side by side, and what would be written if they are one. */
export function PersonQuestion({ id, problem, compared: { line, candidates }, keeps }: Props) {
  return (
    <div className="pila">
      {candidates.map((candidate, at) => (
        <section key={candidate.choice} className="pila pila-junta" aria-label={`${candidate.name} y la fila ${formatNumber(line)}`}>
          <p>{candidate.person_id ? <RecordLink to={`/contactos/${candidate.person_id}`}>{candidate.name}</RecordLink> : candidate.name}, por {candidate.reasons.join(' y ')}</p>
          <SideBySide candidate={candidate} line={line} />
          <FormFeedback form={`${line}-${at}`}>
            <Answer id={id} problem={problem.key}>
              <input type="hidden" name="choice" value={candidate.choice} />
              {problem.rows === 1 && candidate.facts.some(({ ours, theirs }) => ours && theirs) && (
                <>
                  <input type="hidden" name="line" value={line} />
                  <Select name="keeps" label="Lo que sea distinto" options={KEEPS} empty={keepsLabel(keeps)} />
                </>
              )}
              <Button>Es la misma persona{candidates.length > 1 && <span className="solo-lector">: {candidate.name}, {at + 1}</span>}</Button>
            </Answer>
          </FormFeedback>
        </section>
      ))}
      <div className="fila">
        {[['new', candidates.length > 1 ? 'No es ninguna de ellas' : 'Es otra persona'], ['skip', problem.rows === 1 ? 'Omitir la fila' : `Omitir ${plural(problem.rows, 'la fila', 'filas')}`]].map(([value, label]) => (
          <Answer key={value} id={id} problem={problem.key}>
            <input type="hidden" name="choice" value={value} />
            <Button small>{label}</Button>
          </Answer>
        ))}
      </div>
    </div>
  )
}

const told: Record<Candidate['facts'][number]['does'], string> = { stays: 'Queda igual', adds: 'Se agrega', replaces: 'Cambia', asks: '' }

function SideBySide({ candidate: { name, facts }, line }: { candidate: Candidate; line: number }) {
  return (
    <DataTable
      caption={`${name} y la fila ${formatNumber(line)}, dato por dato`}
      rows={facts}
      rowKey={({ label }) => label}
      columns={[
        { key: 'label', label: 'Dato', cell: ({ label }) => label, width: 'col-corta' },
        { key: 'ours', label: 'En Hilván', phone: 'label', cell: ({ ours }) => <span className="wrap-anywhere">{ours || 'Nada'}</span> },
        { key: 'theirs', label: `En la fila ${formatNumber(line)}`, phone: 'label', cell: ({ theirs }) => <span className="wrap-anywhere">{theirs || 'Nada'}</span> },
        {
          key: 'becomes', label: 'Quedaría', phone: 'label',
          cell: ({ does, becomes }) => (does === 'stays' ? <span className="meta">{told.stays}</span> : <>{told[does] && <strong>{told[does]}: </strong>}<span className="wrap-anywhere">{becomes}</span></>),
        },
      ]}
    />
  )
}
