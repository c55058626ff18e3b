/** Scores the grammar on labelled lines: `node scripts/minutes-score.ts lines.csv [--misses]`. */
import { readFileSync } from 'node:fs'

import { scoreOf, tellScore } from './minutes/score.ts'

const [file, ...options] = process.argv.slice(2)
if (!file) {
  console.error('Uso: node scripts/minutes-score.ts ARCHIVO.csv [--misses]')
  process.exit(2)
}
console.log(tellScore(scoreOf(readFileSync(file, 'utf8')), options.includes('--misses')))
