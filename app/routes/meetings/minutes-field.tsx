import { forwardRef, useImperativeHandle, useMemo, useRef, useState } from 'react'

import type { Room } from '#app/domain/minutes/rules/reading.ts'
import { Card } from '#app/ui/card.tsx'
import { useField } from '#app/ui/feedback.tsx'
import { FieldErrors } from '#app/ui/field.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

import { Editor, Guide, PhoneKeys } from '../minutes/editor.tsx'
import { countText, Outcome } from '../minutes/outcome.tsx'
import { beginLine, withLine } from '../minutes/text-field.ts'
import { useTools } from '../minutes/use-tools.ts'

/** Begins a line of the minutes from anywhere in the page. */
export type MinutesFieldHandle = { begin: (mark: 'a' | 'c' | 'i') => void }

/** What a meeting brings once it is known with whom it was: who may be named, and whose calendar counts. */
export type Met = Omit<Room, 'on'>

/** What was said, agreed and promised, as in a notebook; beside it, what will be registered. */
export const MinutesField = forwardRef<MinutesFieldHandle, { room: Room; met: Met | undefined }>(function MinutesField({ room: base, met }, outer) {
  const { id, typed, aria } = useField('minutes')
  const [text, setText] = useState(typed?.[0] ?? '')
  const field = useRef<HTMLTextAreaElement>(null)
  const alive = useHydrated()
  const room = useMemo(() => (met ? { ...base, ...met } : base), [base, met])
  const { tools, read } = useTools(room)
  const readings = useMemo(() => read(text), [read, text])
  useImperativeHandle(outer, () => ({ begin: (mark) => field.current && beginLine(field.current, `${mark}: `) }))

  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
      <Card title="Qué se dijo, se acordó y se comprometió">
        <Guide id="guia" />
        <Editor
          id={id} name="minutes" label="Qué se dijo, se acordó y se comprometió" describedBy={aria['aria-describedby'] ?? 'guia'} invalid={aria['aria-invalid']}
          text={text} readings={readings} tools={tools} field={field} onText={setText}
        />
        <FieldErrors name="minutes" />
        <PhoneKeys field={field} tools={tools} />
      </Card>
      <Card title="Lo que quedará" aside={<span role="status">{countText(readings)}</span>}>
        <Outcome readings={readings} on={room.on} tools={tools} field={field} onLine={alive ? (at, line) => setText(withLine(text, at, line)) : undefined} />
      </Card>
    </div>
  )
})
