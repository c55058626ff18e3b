import { Choice, TextField } from '#app/ui/field.tsx'

export type Offer = { value: string; label: string }

/** One of those that fit, or any other by its folio. */
export function LinkFields({ offers, label, other, none, example }: { offers: Offer[]; label: string; other: string; none: string; example: string }) {
  return (
    <>
      {offers.length > 0 ? <Choice name="offered" label={label} options={offers} defaultValue={offers.length === 1 ? offers[0]!.value : undefined} /> : <p className="meta">{none}</p>}
      <TextField name="folio" label={offers.length > 0 ? other : 'Por su folio'} hint={`Por ejemplo, ${example}.`} optional={offers.length > 0} maxLength={30} width="short" autoComplete="off" />
    </>
  )
}
