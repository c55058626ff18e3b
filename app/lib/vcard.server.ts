/** Cards of people for the address books of phones and mail programs: RFC 2426 (3.0) and RFC 6350 (4.0). */

const cardVersions = ['3.0', '4.0'] as const
export type CardVersion = (typeof cardVersions)[number]

export type Card = {
  /** A UUID; null for what has none, and then an address book tells it by its name. */
  uid: string | null
  full: string
  /** Without given name and surnames it is an organisation. */
  given: string
  surnames: string[]
  treatment: string | null
  posts: { title: string | null; organisation: string; unit: string | null }[]
  mails: string[]
  /** E.164. */
  phones: { value: string; mobile: boolean }[]
  addresses: string[]
  /** Instant. */
  revised_at: string
}

const PRODUCT = '-//Hilvan//Contactos//ES'
const FOLD = 75

/** Cards in pieces, as they are read. `about` goes in every one: they are filed apart. */
export async function* vcards(pages: AsyncIterable<Card[]>, version: CardVersion, about: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const page of pages) yield bytes(page.map((card) => vcard(card, version, about)).join(''))
}

export function vcard(card: Card, version: CardVersion, about: string): string {
  const { given, surnames, treatment } = card
  const four = version === '4.0'
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `PRODID:${PRODUCT}`,
    ...(card.uid === null ? [] : [`UID:urn:uuid:${text(card.uid)}`]),
    ...(four ? [`KIND:${given || surnames.length > 0 ? 'individual' : 'org'}`] : []),
    `FN:${text(card.full)}`,
    // 4.0 tells surnames apart; older readers expect them in one piece.
    `N:${four ? surnames.map(text).join(',') : text(surnames.join(' '))};${text(given)};;${text(treatment ?? '')};`,
    ...card.posts.flatMap(({ title, organisation, unit }) => [`ORG:${[organisation, unit].filter((part) => part !== null).map(text).join(';')}`, ...(title === null ? [] : [`TITLE:${text(title)}`])]),
    ...card.mails.map((mail) => `EMAIL;TYPE=${four ? 'work' : 'INTERNET,WORK'}:${text(mail)}`),
    ...card.phones.map(({ value, mobile }) => four
      ? `TEL;VALUE=uri;TYPE="work,${mobile ? 'cell' : 'voice'}":tel:${value.replace(/[^+\d]/g, '')}`
      : `TEL;TYPE=WORK,${mobile ? 'CELL' : 'VOICE'}:${text(value)}`),
    ...card.addresses.map((address) => `ADR;TYPE=${four ? 'work' : 'WORK'}:;;${text(address)};;;;`),
    `REV:${card.revised_at.replace(/\.\d+/, '').replace(/[-:]/g, '')}`,
    `X-HILVAN-EXPORT:${text(about)}`,
    'END:VCARD',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** A value from outside never begins a line of its own, nor a part. */
const text = (value: string) =>
  value.toWellFormed().replace(UNWRITABLE, '').replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n|\r|\n/g, String.raw`\n`)

// oxlint-disable-next-line no-control-regex -- they are what is taken away
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** At most 75 bytes a line, and no letter cut in two. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let length = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (length + size > FOLD) {
      pieces.push(piece)
      piece = ''
      // The space that continues a line counts.
      length = 1
    }
    piece += letter
    length += size
  }
  return [...pieces, piece].join('\r\n ')
}

const encoder = new TextEncoder()
const bytes = (value: string) => encoder.encode(value)
