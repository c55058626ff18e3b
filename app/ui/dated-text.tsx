/** A sentence whose dates never break across lines. */
export function DatedText({ children }: { children: string }) {
  return <>{children.split(DAY).map((part, at) => (at % 2 === 1 ? <time key={at} className="cifras whitespace-nowrap">{part}</time> : part))}</>
}

const DAY = /(\d{2}-\d{2}-\d{4})/
