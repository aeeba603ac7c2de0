import { sql } from 'kysely'
import { PREPARED } from './connections/prepared.ts'

/**
 * Begins a statement that is asked over and over and whose planning would cost as much as its answer: each connection plans it
 * once and keeps the plan (decision 43). Its text must be one of few: what varies is a parameter, and never the text.
 */
export const prepared = sql.raw(`${PREPARED} `)
