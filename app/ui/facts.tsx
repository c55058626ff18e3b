import type { ReactNode } from 'react'

export type Fact = { label: string; value: ReactNode }

/** What is known of a record: `rows` in the card of data, `columns` under a title. Facts without a value are absent. */
export function Facts({ items, layout = 'rows' }: { items: Fact[]; layout?: 'rows' | 'columns' }) {
  const known = items.filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false)
  return (
    <dl className={layout === 'rows' ? 'datos' : 'hechos'}>
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
