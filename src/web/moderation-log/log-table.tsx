import type { ReactNode } from 'react'
import type { LogEntry } from '../api/types.ts'
import { LogRow } from './log-row.tsx'

const COLUMNS = ['When', 'Who', 'Act', 'On', 'What Facebook said']

type TableProps = {
  readonly entries: readonly LogEntry[]
  readonly now: Date
  /** What leads on. */
  readonly more: ReactNode
}

/** Entries, newest first; in a narrow place each is a card. */
export function LogTable({ entries, now, more }: TableProps) {
  return (
    <div className="card log-wrap">
      <table className="mod-log">
        <caption className="sr">Moderation log, newest first</caption>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">
              <span className="sr">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <LogRow key={entry.id} entry={entry} now={now} />
          ))}
        </tbody>
      </table>
      <p className="log-foot">
        <span className="grow">The file holds all entries of these filters, with times in UTC, Facebook’s ids and its codes.</span>
        {more}
      </p>
    </div>
  )
}
