import { tally } from '#app/domain/handovers/commands/apply.server.ts'
import { listLines, listSharedPosts, type Handover } from '#app/domain/handovers/queries.server.ts'
import { previewHandover } from '#app/domain/handovers/queries/preview.server.ts'
import { listWrittenTenures } from '#app/domain/handovers/queries/written.server.ts'
import { SOMEBODY_NEW } from '#app/domain/handovers/rules/lines.ts'
import { endingText, type PlannedLine } from '#app/domain/handovers/rules/plan.ts'
import { lineOutcomes, type LineOutcome } from '#app/domain/handovers/terms.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'
import { isPastUndoing, undoableUntil } from '#app/lib/undo-window.ts'

/** What the list would do, and the line that is open: the one asked for, else the first with a problem. */
export async function readDraft(ctx: Context, handover: Handover, asked: number) {
  const lines = await previewHandover(ctx, handover)
  const open = lines.find(({ position }) => position === asked) ?? lines.find(({ outcome }) => outcome === 'failed')
  const failed = lines.filter(({ outcome }) => outcome === 'failed')
  const { starts, ends } = tally(lines)
  const continues = lines.filter(({ outcome }) => outcome === 'continues').length
  return {
    facts: `${await postTitle(ctx, handover)} · asumen el ${formatDay(handover.starts_on)} · ${plural(lines.length, 'línea', 'líneas')}`,
    version: handover.version,
    summary: [
      plural(ends, 'termina', 'terminan'), plural(starts, 'asume', 'asumen'),
      ...(continues > 0 ? [plural(continues, 'continúa', 'continúan')] : []),
      ...(failed.length > 0 ? [`${failed.length} por resolver`] : []),
    ].join(' · '),
    failed: failed.map(({ position }) => position),
    canApply: failed.length === 0 && starts > 0,
    lines: lines.map(shown),
    open: open ? fieldsOf(open) : null,
  }
}

export type DraftView = Awaited<ReturnType<typeof readDraft>>
export type LineView = ReturnType<typeof shown>

function shown(line: PlannedLine) {
  const { position, written, institution, ending, outcome, names, unsure, person, starts_on, kind, source, problems, notes } = line
  return {
    position, outcome, unsure, notes, source,
    kind: kind === 'titular' ? null : tenureKinds[kind],
    institution: institution?.name ?? written.institution,
    leaves: outcome === 'starts' || outcome === 'renews' || outcome === 'failed' ? endingText(ending) : '',
    arrives: nameOf(names) || written.person,
    known: person && (person.post ?? ''),
    starts_on: formatDay(starts_on),
    problems: problems.map(({ text }) => text),
  }
}

function fieldsOf({ position, written, fixed, skipped, institution, candidates, names, person, namesakes, starts_on, kind, source, problems }: PlannedLine) {
  const errors: Record<string, string[]> = {}
  for (const { field, text } of problems) (errors[field] ??= []).push(text)
  return {
    position, skipped, errors, starts_on, source,
    kind: written.unread_kind && !fixed.kind ? '' : kind,
    written: [
      written.institution, written.person, written.day ? formatDay(written.day) : written.unread,
      written.kind ? tenureKinds[written.kind] : written.unread_kind, written.source,
    ].filter(Boolean).join(' · '),
    institution: institution && { id: institution.id, label: institution.name },
    candidates: candidates.map(({ id, name }) => ({ value: id, label: name })),
    names,
    person: person?.id ?? (fixed.person === SOMEBODY_NEW || namesakes.length === 0 ? SOMEBODY_NEW : ''),
    people: [
      ...namesakes.map((known) => ({ value: known.id, label: known.post ? `${nameOf(known)}, ${known.post}` : nameOf(known) })),
      { value: SOMEBODY_NEW, label: 'Otra persona, que no está en Contactos' },
    ],
  }
}

export type OpenLine = ReturnType<typeof fieldsOf>

/** What became of the list once it was applied, and of its undoing. */
export async function readLinesDone(ctx: Context, handover: Handover) {
  const lines = await listLines(ctx, handover.id)
  const written = await listWrittenTenures(ctx, handover.id)
  const { applied_at, erased_at } = handover
  const canUndo = applied_at !== null && !isPastUndoing(applied_at, ctx.now)
  return {
    facts: `${await postTitle(ctx, handover)} · ${handover.state === 'undone' ? 'Deshecho' : 'Aplicado'} · ${plural(lines.length, 'línea', 'líneas')}`,
    undone: handover.state === 'undone',
    leftBehind: handover.left_behind,
    undoUntil: canUndo ? formatInstant(undoableUntil(applied_at).toISOString(), ctx.viewer.zone) : null,
    erased: erased_at && formatInstant(erased_at, ctx.viewer.zone),
    lines: lines.map(({ position, done, written: { institution, person } }) => {
      const started = written.find((tenure) => tenure.line === position && tenure.isNew)
      const ended = written.filter((tenure) => tenure.line === position && !tenure.isNew)
      return {
        position,
        outcome: done === null || done === 'skipped' ? 'Se omitió' : lineOutcomes[done as LineOutcome],
        institution: started?.institution_name ?? institution,
        position_id: started?.position_id ?? null,
        leaves: ended.map(nameOf).join(' y '),
        arrives: !started ? person : started.kind === 'titular' ? nameOf(started) : `${nameOf(started)}, ${tenureKinds[started.kind].toLowerCase()}`,
        starts_on: started ? formatDay(started.starts_on) : '',
      }
    }),
  }
}

export type AppliedView = Awaited<ReturnType<typeof readLinesDone>>

const postTitle = async (ctx: Context, { post_kind }: Handover) =>
  (await listSharedPosts(ctx)).find(({ kind }) => kind === post_kind)?.title ?? 'Cargo'
