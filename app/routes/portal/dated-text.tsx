/** A sentence whose dates never break across lines. */
export function DatedText({ children }: { children: string }) {
  return <>{children.split(/(\d{2}-\d{2}-\d{4})/).map((part, at) => (at % 2 === 1 ? <time key={at}>{part}</time> : part))}</>
}
