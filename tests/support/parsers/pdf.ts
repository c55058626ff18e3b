import { inflateSync } from 'node:zlib'

/** Everything written in a PDF of the browser, as each of its fonts would read it; only good for looking whether words are there. */
export function wordsOfPdf(file: Uint8Array): string {
  const streams = [...streamsOf(Buffer.from(file))]
  const fonts = streams.filter((text) => text.includes('beginbfchar') || text.includes('beginbfrange')).map(glyphsOf)
  const shown = streams.filter((text) => /\bT[jJ]\b/.test(text)).map((text) => [...text.matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, hex]) => hex).join(''))
  return fonts.flatMap((font) => shown.map((hex) => (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(parseInt(glyph, 16)) ?? '').join(''))).join('\n')
}

function* streamsOf(bytes: Buffer) {
  for (let at = bytes.indexOf('stream\n'); at !== -1; at = bytes.indexOf('stream\n', at + 1)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue
    const [start, end] = [at + 'stream\n'.length, bytes.indexOf('endstream', at)]
    try {
      yield inflateSync(bytes.subarray(start, end)).toString('latin1')
    } catch {
      // A picture, or something else that is not text.
    }
  }
}

function glyphsOf(map: string) {
  const glyphs = new Map<number, string>()
  const letter = (hex: string, more = 0) => String.fromCodePoint(parseInt(hex, 16) + more)
  for (const [, block] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, hex] of block!.matchAll(/<(\w{4})> <(\w{4})>/g)) glyphs.set(parseInt(glyph!, 16), letter(hex!))
  }
  for (const [, block] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, hex] of block!.matchAll(/<(\w{4})> <(\w{4})> <(\w{4})>/g)) {
      for (let glyph = parseInt(from!, 16); glyph <= parseInt(to!, 16); glyph++) glyphs.set(glyph, letter(hex!, glyph - parseInt(from!, 16)))
    }
  }
  return glyphs
}
