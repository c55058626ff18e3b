/** A sentence whose dates never break across lines. */
export function Dated({ children }: { children: string }) {
  return children.split(DAY).map((part, at) => (at % 2 === 1 ? <span key={at} className="cifras whitespace-nowrap">{part}</span> : part))
}

const DAY = /(\d{2}-\d{2}-\d{4})/
