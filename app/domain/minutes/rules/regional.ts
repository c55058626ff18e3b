/** Bodies every region has: how people say them, and how they are written without a region. */
export const REGIONAL: [kind: string, written: string, said: string[]][] = [
  ['gore', 'GORE', ['gore', 'gobierno regional', 'gobernacion regional']],
  ['core', 'CORE', ['core', 'consejo regional']],
  ['serviu', 'SERVIU', ['serviu', 'servicio de vivienda y urbanizacion', 'servicio de vivienda y urbanismo', 'servicio de vivienda']],
  ['dpr', 'DPR', ['dpr', 'delegacion presidencial regional', 'delegacion regional']],
  ['minvu', '', seremis('minvu', 'de vivienda y urbanismo', 'de vivienda', 'vivienda y urbanismo', 'vivienda', 'del minvu', 'v y u', 'de v y u')],
  ['bbnn', '', seremis('bbnn', 'de bienes nacionales', 'bienes nacionales', 'de bbnn', 'de bb nn')],
  ['seremi', 'SEREMI', ['seremi', 'secretaria regional ministerial', 'seremia']],
]

function seremis(...sectors: string[]) {
  return ['seremi', 'secretaria regional ministerial', 'secretaria ministerial', 'seremia'].flatMap((head) => sectors.map((sector) => `${head} ${sector}`))
}

/** Other ways to say a region than its name and its capital. */
export const REGION_WORDS: Record<string, string> = {
  '15': 'xv', '01': 'i', '02': 'ii', '03': 'iii', '04': 'iv', '05': 'v', '13': 'rm,met,metropolitano,metropolitana,metropolitano de santiago,metropolitana de santiago',
  '06': "vi,o higgins,ohiggins,libertador,libertador general bernardo o higgins", '07': 'vii', '16': 'xvi', '08': 'viii,bio bio', '09': 'ix,araucania', '14': 'xiv',
  '10': 'X', '11': 'xi,aisen,aysen del general carlos ibanez del campo', '12': 'xii,magallanes y antartica,magallanes y de la antartica chilena',
}

/** What may stand between a body and its region: «SERVIU de la Región del Maule». */
export const LINKS = ['', 'de', 'del', 'de la', 'de los', 'la', 'de la region', 'region', 'de la region de', 'de la region del', 'region de', 'region del', 'de la region de la', 'de la region de los', '(']
  .map((text) => text.split(' ').filter(Boolean))

/** Which regional body a catalogue short name belongs to. */
export function bodyOf(short_name: string) {
  const [, head, sector] = /^(GORE|CORE|SERVIU|SEREMI|DPR)(?: (MINVU|BBNN))? /.exec(short_name) ?? []
  return (sector ?? head)?.toLowerCase()
}
