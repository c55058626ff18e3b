import type { requestStates, RequestState } from '#app/domain/connection-requests/terms.ts'

export type Stage = { state: RequestState; word: (typeof requestStates)[RequestState]; from: { on: string; text: string }; days: string | null; by: string; text: string | null }

/** Each state it went through, since when and for how long. */
export function Stages({ stages }: { stages: Stage[] }) {
  return (
    <ol className="lista">
      {stages.map(({ state, word, from, days, by, text }) => (
        <li key={state + from.on}>
          <p className="entre"><b>{word}</b><span className="meta cifras">{days}</span></p>
          <p className="meta"><time className="cifras" dateTime={from.on}>{from.text}</time> · {by}</p>
          {text && <p>{text}</p>}
        </li>
      ))}
    </ol>
  )
}
