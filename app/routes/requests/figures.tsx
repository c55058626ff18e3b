import { Link } from '@remix-run/react'

import { Card } from '#app/ui/card.tsx'

import type { Counted, Figures } from './figures.server.ts'

/** «Conexiones logradas» with its denominator in words, and how long a meeting takes; every number opens its list. */
export function FiguresCard({ figures: { period, received, achieved, with_result, share, rest, days, called, empty } }: { figures: Figures }) {
  if (empty) return null
  return (
    <Card title="Conexiones logradas" aside={period}>
      <p>
        <b><To {...achieved} /> de <To {...with_result} /></b>{share && ` (${share})`}.{' '}
        <span className="meta">
          De <To {...received} />{rest.length > 0 && <>: {rest.map((count, at) => <span key={count.to}>{at > 0 && ' y '}<To {...count} /></span>)}</>}.
        </span>
      </p>
      <p>
        {days
          ? <><b>{days}</b> desde que se recibe hasta que se convoca la reunión <span className="meta">(mediana de <To {...called} /> de <To {...received} />).</span></>
          : <span className="meta">Ninguna ha llegado todavía a convocar una reunión.</span>}
      </p>
    </Card>
  )
}

const To = ({ text, to }: Counted) => <Link to={to}>{text}</Link>
