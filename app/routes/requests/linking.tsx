import { Choice, TextField } from '#app/ui/field.tsx'

export type Offer = { value: string; label: string }

/** One of those that fit, or any other by its folio. */
export function LinkFields({ offers, label, none, example }: { offers: Offer[]; label: string; none: string; example: string }) {
  return (
    <>
      {offers.length > 0 ? <Choice name="offered" label={label} options={offers} /> : <p className="meta">{none}</p>}
      <TextField name="folio" label={offers.length > 0 ? 'U otra, por su folio' : 'Por su folio'} hint={`Por ejemplo, ${example}.`} optional={offers.length > 0} maxLength={30} width="short" autoComplete="off" />
    </>
  )
}
