import { encode } from 'uqr'

export type Qr = { size: number; path: string }

/** A text as the dark squares of a QR code, one unit each, with the quiet border that readers need. */
export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return { size, path }
}
