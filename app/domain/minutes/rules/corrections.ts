import type { Reading } from './reading.ts'
const bare = (line: string) => line.replace(/^\s*(a|c|i|n|acuerdo|compromiso|interno|nota|intención):\s*/i, '')
export const asNote = (line: string) => `nota: ${bare(line)}`
export const asAgreement = (line: string) => `a: ${bare(line)}`
export const asCommitment = (line: string) => `c: ${bare(line)}`
export const asInternal = (line: string) => `i: ${bare(line)}`
export const asIntention = (line: string) => `intención: ${bare(line)}`
export const withDebtor = ({ line }: Reading, mention: string) => `${line} ${mention}`
export const withDue = ({ line }: Reading, term: string) => `${line} ${term}`
export const withBeneficiary = ({ line }: Reading, mention: string) => `${line.trimEnd()} para ${mention}`
