type Shift = { id: string; words: string; asked: string; decided: string | null; reason: string; note: string | null }

/** Every date that was given or asked for, newest first: when, by whom and why. */
export function Reschedules({ items }: { items: Shift[] }) {
  if (items.length === 0) return null
  return (
    <details className="meta" open={items.length <= 3}>
      <summary className="underline">Cambios de fecha</summary>
      <ul className="pila pila-junta">
        {items.map(({ id, words, asked, decided, reason, note }) => (
          <li key={id}>
            <span className="font-fuerte">{words}</span>: {reason}
            <span className="block">{asked}{decided && `. ${decided}`}{note && `: ${note}`}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
