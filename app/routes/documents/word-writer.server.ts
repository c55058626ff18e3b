import type { Paragraph, Table } from 'docx'

export type Writer = Awaited<ReturnType<typeof wordWriter>>

/** What a document of Word is told besides its body; `foot` goes before and after the number of the page. */
type Frame = { title: string; author: string; head: string; foot: [string, string]; oficio: boolean; children: (Paragraph | Table)[] }

/** Twentieths of a point. */
const PAPERS = { carta: { width: 12_240, height: 15_840 }, oficio: { width: 12_246, height: 18_709 } }
const MARGIN = { top: 1_134, right: 1_021, bottom: 1_134, left: 1_021 }
const WIDTH = PAPERS.carta.width - MARGIN.left - MARGIN.right
const SMALL = 17
const RULE = { style: 'single', size: 4, color: '7A7568' } as const
const NONE = { style: 'none', size: 0, color: 'auto' } as const

/** The pieces a document is made of. The library is heavy and seldom needed: it is loaded the first time. */
export async function wordWriter() {
  const docx = await import('docx')
  const { HeadingLevel } = docx

  /** Its lines are lines, and `strong` words may come first. */
  function text(words: string, before = '', { strong = false, size, apart = false }: { strong?: boolean; size?: number; apart?: boolean } = {}) {
    const lines = words.split('\n').map((line, at) => new docx.TextRun({ text: line, bold: strong, size, break: at > 0 ? 1 : undefined }))
    return new docx.Paragraph({ spacing: { before: apart ? 240 : 0, after: 100 }, children: [...(before ? [new docx.TextRun({ text: before, bold: true, size })] : []), ...lines] })
  }

  /** A table whose head repeats and whose rows never split; a cell is its paragraphs, the first one strong in the first column. */
  function table(heads: string[], percents: number[], rows: (string | null)[][][]) {
    const widths = percents.map((percent) => Math.round((WIDTH * percent) / 100))
    const cell = (paragraphs: Paragraph[], at: number) =>
      new docx.TableCell({
        width: { size: widths[at]!, type: 'dxa' },
        margins: { top: 60, bottom: 60, left: 0, right: 140 },
        borders: { top: NONE, bottom: RULE, left: NONE, right: NONE },
        children: paragraphs,
      })
    const line = (words: string, bold: boolean) =>
      new docx.Paragraph({ children: words.split('\n').map((part, at) => new docx.TextRun({ text: part, bold, size: SMALL, break: at > 0 ? 1 : undefined })) })
    return new docx.Table({
      width: { size: WIDTH, type: 'dxa' },
      columnWidths: widths,
      layout: 'fixed',
      rows: [
        new docx.TableRow({ tableHeader: true, cantSplit: true, children: heads.map((head, at) => cell([line(head, true)], at)) }),
        ...rows.map((cells) => new docx.TableRow({
          cantSplit: true,
          children: cells.map((lines, at) => cell(lines.filter((words) => words !== null).map((words, row) => line(words, at === 0 && row === 0)), at)),
        })),
      ],
    })
  }

  async function file({ title, author, head, foot: [before, after], oficio, children }: Frame) {
    const small = (children: (string | typeof docx.PageNumber.CURRENT)[]) => new docx.TextRun({ size: 15, color: '46525F', children })
    const document = new docx.Document({
      title,
      creator: author,
      lastModifiedBy: author,
      description: after,
      styles: {
        default: {
          document: { run: { font: 'Calibri', size: 21, language: { value: 'es-CL' } } },
          title: { run: { font: 'Calibri', size: 38, bold: true, color: '18222D' }, paragraph: { spacing: { after: 120 } } },
          heading1: { run: { font: 'Calibri', size: 26, bold: true, color: '0B5563' }, paragraph: { spacing: { before: 320, after: 100 }, keepNext: true } },
          heading2: { run: { font: 'Calibri', size: 22, bold: true, color: '18222D' }, paragraph: { spacing: { before: 180, after: 60 }, keepNext: true } },
        },
      },
      sections: [{
        properties: { page: { size: oficio ? PAPERS.oficio : PAPERS.carta, margin: MARGIN } },
        headers: { default: new docx.Header({ children: [new docx.Paragraph({ children: [small([head])] })] }) },
        footers: {
          default: new docx.Footer({
            children: [
              new docx.Paragraph({ children: [small([before, docx.PageNumber.CURRENT, ' de ', docx.PageNumber.TOTAL_PAGES])] }),
              new docx.Paragraph({ children: [small([after])] }),
            ],
          }),
        },
        children,
      }],
    })
    return new Uint8Array(await docx.Packer.toBuffer(document))
  }

  return {
    text,
    table,
    file,
    title: (words: string) => new docx.Paragraph({ heading: HeadingLevel.TITLE, text: words }),
    heading: (words: string, level: 1 | 2 = 1) => new docx.Paragraph({ heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, text: words }),
    note: (words: string, apart = false) => text(words, '', { size: SMALL, apart }),
  }
}
