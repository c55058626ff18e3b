import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { today } from '#app/lib/context.server.ts'
import { formatDayMonth } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(everyone, async (ctx) => {
  if (ctx.viewer.role === 'leader') throw redirect('/m')
  if (ctx.viewer.role === 'executive') throw redirect('/calendario')
  return { heading: formatDayMonth(today(ctx)) }
})

export const meta: MetaFunction = () => [{ title: 'Hoy · Hilván' }]

export default function Today() {
  const { heading } = useLoaderData<typeof loader>()
  return <PageHeader title={heading} />
}
