import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { isReviewOver } from '#app/domain/minutes/rules/review.ts'
import { summaryText } from '#app/domain/minutes/rules/summary.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import styles from '#app/styles/acta.css?url'

import { copyAskedFor, footOf, sheetOf, titleOf, wantsOficio } from './copy.server.ts'
import { PrintBar } from './print-bar.tsx'
import { Sheet } from './sheet.tsx'

export const loader = signedIn(network, async (ctx, { params, request }) => {
  const url = new URL(request.url)
  const copy = await copyAskedFor(ctx, params.folio!, url)
  const { content, party, parties, latest, number, state, review_until_on } = copy
  const oficio = wantsOficio(url)
  return {
    copy: sheetOf(copy),
    foot: footOf(copy),
    title: titleOf(copy),
    bar: {
      folio: content.meeting.folio,
      version: number,
      latest,
      parte: party?.institution_id ?? null,
      parties,
      oficio,
      review: state === 'under_review' && review_until_on ? { until: formatDay(review_until_on), over: isReviewOver(review_until_on, today(ctx)) } : null,
      message: summaryText(content, party?.institution_id),
    },
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Acta · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function PrintedMinutes() {
  const { copy, bar } = useLoaderData<typeof loader>()

  return (
    <div className="papel">
      <PrintBar {...bar} />
      <main id="contenido" className="hoja" tabIndex={-1}>
        <Sheet copy={copy} oficio={bar.oficio} />
      </main>
    </div>
  )
}
