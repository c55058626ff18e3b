import { Form } from '@remix-run/react'

import { problemKinds } from '#app/domain/sheet-imports/rules/plan.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { FormFeedback } from '#app/ui/feedback.tsx'
import { DateField, Select } from '#app/ui/field.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { Answer } from './answer.tsx'
import { PersonQuestion } from './person-question.tsx'
import type { Review } from './readings.server.ts'

type Kind = Review['kinds'][number]
type Group = Review['problems'][number]

/** What stands in the way, once each: an answer serves every row that has it. */
export function ProblemCards({ id, review: { kinds, problems, compared, keeps, more, answers } }: { id: string; review: Review }) {
  if (kinds.length === 0) return answers > 0 ? <Undo id={id} answers={answers} /> : null
  return (
    <Card title="Por resolver" aside={plural(kinds.reduce((sum, { groups }) => sum + groups, 0), 'pregunta', 'preguntas')}>
      <div className="pila">
        {kinds.map((kind) => (
          <section key={kind.kind} className="pila pila-junta">
            <h3>{problemKinds[kind.kind]} <span className="meta">{plural(kind.rows, 'fila', 'filas')}</span></h3>
            <div className="fila">
              {bulkOffers(kind).map(({ value, label }) => (
                <Answer key={value} id={id} problem={`all:${kind.kind}`}>
                  <input type="hidden" name="choice" value={value} />
                  <Button small>{label}</Button>
                </Answer>
              ))}
            </div>
            <Groups id={id} groups={problems.filter((problem) => problem.kind === kind.kind)} compared={compared} keeps={keeps} />
          </section>
        ))}
        {more > 0 && <p className="meta">Y {formatNumber(more)} más, que aparecen al resolver estas.</p>}
        {answers > 0 && <Undo id={id} answers={answers} />}
      </div>
    </Card>
  )
}

/** The commonest are in view; the others open below them. */
function Groups({ id, groups, compared, keeps }: { id: string; groups: Group[]; compared: Review['compared']; keeps: boolean }) {
  const item = (problem: Group, at: number) => (
    <li key={problem.key}>
      <DatedText>{problem.text}</DatedText> <span className="meta">{linesText(problem)}</span>
      {compared[problem.key] ? <PersonQuestion id={id} problem={problem} compared={compared[problem.key]!} keeps={keeps} /> : isAnswered(problem) && <ProblemForm id={id} problem={problem} at={`${problem.kind}${at}`} />}
    </li>
  )
  const others = groups.slice(IN_VIEW)
  return (
    <>
      <ul className="lista">{groups.slice(0, IN_VIEW).map(item)}</ul>
      {others.length > 0 && (
        <details>
          <summary>Ver {others.length === 1 ? 'la otra' : `las otras ${formatNumber(others.length)}`}</summary>
          <ul className="lista">{others.map((problem, at) => item(problem, at + IN_VIEW))}</ul>
        </details>
      )}
    </>
  )
}

const IN_VIEW = 3

/** What is written wrong is mended in its row. */
const isAnswered = ({ kind }: Group) => kind !== 'invalid' && kind !== 'missing'

/** «fila 18», «37 filas: 5, 10, 11, 20, 24…». */
function linesText({ rows, lines }: Group) {
  const listed = lines.map(formatNumber).join(', ')
  return rows === 1 ? `fila ${listed}` : `${plural(rows, 'fila', 'filas')}: ${listed}${rows > lines.length ? '…' : ''}`
}

const verbs: Record<string, string> = {
  create: 'Crear los cargos que faltan',
  new: 'Son otras personas',
  without: 'Traer a las personas sin el cargo',
  adjust: 'Que uno termine el día antes del otro',
}

/** Where a kind of problem says it otherwise. */
const special: Record<string, string> = { 'clash create': 'Crear otro cargo igual', 'detail without': 'Traer a las personas sin ese dato' }

const bulkOffers = ({ kind, rows, offers }: Kind) => [
  ...offers.filter(({ value }) => Object.hasOwn(verbs, value)).map(({ value }) => ({
    value, label: `${special[`${kind} ${value}`] ?? verbs[value]}: ${plural(rows, 'fila', 'filas')}`,
  })),
  { value: 'skip', label: rows === 1 ? 'Omitir la fila' : `Omitir las ${formatNumber(rows)}` },
]

function ProblemForm({ id, problem, at }: { id: string; problem: Group; at: string }) {
  const asksInstitution = problem.kind === 'institution'
  const offers = [...problem.offers, { value: 'skip', label: problem.rows === 1 ? 'Omitir la fila' : `Omitir las ${formatNumber(problem.rows)}` }]
  return (
    <FormFeedback form={at}>
      <Answer id={id} problem={problem.key}>
        {asksInstitution && <Picker name="use" label="¿Qué institución es?" source="/sugerencias/instituciones" />}
        {problem.kind === 'start' && <DateField name="day" label="¿Desde cuándo?" />}
        <Select name="choice" label={asksInstitution || problem.kind === 'start' ? 'O bien' : 'Qué se hace'} options={offers} empty={asksInstitution ? 'Usar la que elegí' : problem.kind === 'start' ? 'Usar esa fecha' : undefined} />
        <Button>Aplicar</Button>
      </Answer>
    </FormFeedback>
  )
}

const Undo = ({ id, answers }: { id: string; answers: number }) => (
  <Form method="post" action={`/importar/${id}/borron`} preventScrollReset className="fila">
    <span className="meta">{plural(answers, 'respuesta dada', 'respuestas dadas')}.</span>
    <Button small variant="quiet" icon="undo">Borrar las respuestas</Button>
  </Form>
)
