import type { Context } from '#app/lib/context.server.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

import { listRowsAt, type SheetImport } from '../queries.server.ts'
import { factsBetween, reasonsFor, wordsOf, type ComparedFact, type RowSays } from '../rules/compared.server.ts'
import { copyOf, type Directory } from '../rules/directory.ts'
import { readFacts, readPoints } from '../rules/person-values.server.ts'
import { LINE, referredBy } from '../rules/plan-people.server.ts'
import { planRow } from '../rules/plan-row.server.ts'
import { Doubts } from '../rules/problems.ts'
import { reachedBy } from '../rules/reached.server.ts'
import { valuesOf, type StoredRow } from '../rules/row-values.ts'
import type { Choice, Settings } from '../rules/settings.ts'
import { readDirectory, readNames } from './directory.server.ts'
import { planningFor } from './planning.server.ts'
import type { ProblemGroup } from './review.server.ts'

/** Somebody who may be whom a row speaks of; `person_id` is null for whom another row of the file brings. */
export type Candidate = { choice: string; name: string; person_id: string | null; reasons: string[]; facts: ComparedFact[] }
/** A row, by its line in the file, and everybody it may speak of. */
export type Comparison = { line: number; candidates: Candidate[] }

const USE = 'use:'

/** For the questions of who somebody is: each row beside whom it may speak of, by the key of its question. */
export async function compareWithKnown(ctx: Context, asked: SheetImport, groups: ProblemGroup[]): Promise<Record<string, Comparison>> {
  const questions = groups.filter(({ kind }) => kind === 'person')
  if (questions.length === 0) return {}
  const uses = questions.flatMap(usesOf)
  const lines = uses.flatMap((use) => (use.startsWith(LINE) ? [Number(use.slice(LINE.length))] : []))
  const rows = await listRowsAt(ctx, asked.id, [...lines, ...questions.flatMap((question) => question.lines.slice(0, 1))])
  const turn = takingTurns()
  const names = await readNames(ctx)
  const directory = await readDirectory(ctx, names, await reachedBy([...rows.values()], asked.settings, names, turn), asked.sha256, uses)
  const compared: Record<string, Comparison> = {}
  for (const question of questions) {
    const [line = 0] = question.lines
    const row = rows.get(line)
    const candidates: Candidate[] = []
    for (const use of row ? usesOf(question) : []) {
      await turn()
      const candidate = compareOne(ctx, asked, directory, { row: row!, rows, key: question.key, use })
      if (candidate) candidates.push(candidate)
    }
    compared[question.key] = { line, candidates }
  }
  return compared
}

const usesOf = ({ offers }: ProblemGroup) => offers.flatMap(({ value }) => (value.startsWith(USE) ? [value.slice(USE.length)] : []))

type Pair = { row: StoredRow; rows: Map<number, StoredRow>; key: string; use: string }

/** Plans the row as if the answer were given, in copies of the directory, so that what is told is what would be written. */
function compareOne(ctx: Context, asked: SheetImport, directory: Directory, { row, rows, key, use }: Pair): Candidate | undefined {
  const before = use.startsWith(LINE) ? rows.get(Number(use.slice(LINE.length))) : undefined
  const planned = (choices: Settings['choices']) => {
    const planning = planningFor(ctx, asked, copyOf(directory))
    if (before) planRow(asked.kind, planning, before)
    const known = referredBy(planning.directory, use)
    if (!known) return undefined
    const says = saysOf(asked, planning.directory, row)
    const told = { known: { ...known }, ours: wordsOf(planning.directory, known), reasons: says && reasonsFor(planning.directory, known, says), says }
    return { ...told, plan: planRow(asked.kind, { ...planning, settings: { ...asked.settings, choices: { ...asked.settings.choices, ...choices } } }, { ...row, skipped: false }) }
  }
  const same: Settings['choices'] = { [key]: { use } }
  const first = planned(same)
  if (!first?.says || !first.reasons) return undefined
  const { known, ours, reasons, says } = first
  const open = first.plan.problems
  const plan = open.length === 0 ? first.plan : (planned({ ...same, ...apart(open) })?.plan ?? first.plan)
  return { choice: `${USE}${use}`, name: ours.name, person_id: known.isMade ? null : known.id, reasons, facts: factsBetween(known, ours, says, plan, open) }
}

/** Answers that leave out what is asked of the post, to see the rest. */
const apart = (problems: { key: string; offers: { value: string }[] }[]): Record<string, Choice> =>
  Object.fromEntries(problems.map(({ key, offers }) => [key, { does: offers.some(({ value }) => value === 'without') ? 'without' : 'adjust' }]))

function saysOf({ kind, settings }: SheetImport, directory: Directory, row: StoredRow): RowSays | undefined {
  const doubts = new Doubts({ ...settings, choices: withoutSkips(settings.choices) }, kind)
  const values = valuesOf(row, settings)
  const facts = readFacts(doubts, values)
  const since = values.day('starts_on')
  return facts && {
    facts,
    points: readPoints(doubts, values),
    institution: doubts.institution(directory, values, ['institution', 'commune']),
    position: values.text('position'),
    since: 'day' in since ? since.day : null,
    note: values.text('note'),
  }
}

const withoutSkips = (choices: Settings['choices']) => Object.fromEntries(Object.entries(choices).filter(([, choice]) => !('does' in choice && choice.does === 'skip')))
