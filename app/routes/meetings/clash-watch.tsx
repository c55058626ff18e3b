import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { ClashNotice } from './clash-notice.tsx'
import type { ClashLine } from './clashes.server.ts'

const WAIT_MS = 350
const FIELDS = ['participants', 'on', 'start', 'end', 'whole_day', 'until_on', 'zone', 'repeated_hour', 'commune_cut']

/**
 * Looks at the form around it, and tells who is already called that day. Without JavaScript the record tells it, once
 * the meeting has been saved. `folio`: of the meeting that is being moved or edited.
 */
export function ClashWatch({ folio }: { folio?: string }) {
  const { load, data } = useFetcher<{ clashes: ClashLine[] }>()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const form = box.current?.closest('form')
    if (!form) return
    let timer = 0
    let asked = addressOf(form, folio)
    // What the address of the page filled in is looked at too.
    load(asked)
    function look() {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => {
        const next = addressOf(form!, folio)
        if (next === asked) return
        asked = next
        load(next)
      }, WAIT_MS)
    }
    // Choosing from a picker is a click and no change.
    const events = ['change', 'click', 'keyup']
    for (const event of events) form.addEventListener(event, look)
    return () => {
      window.clearTimeout(timer)
      for (const event of events) form.removeEventListener(event, look)
    }
  }, [folio, load])

  return (
    <div ref={box} aria-live="polite">
      <ClashNotice clashes={data?.clashes ?? []} />
    </div>
  )
}

function addressOf(form: HTMLFormElement, folio?: string) {
  const fields = [...new FormData(form)].flatMap(([name, value]) => (FIELDS.includes(name) && value ? [[name, String(value)]] : []))
  return `/reuniones/choques?${new URLSearchParams([...(folio ? [['reunion', folio]] : []), ...fields])}`
}
