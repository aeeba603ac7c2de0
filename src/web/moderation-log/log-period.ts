/** Which days are asked for; `between` two that are chosen. */
export const PERIODS = ['today', '7-days', '30-days', '90-days', 'any', 'between'] as const
export type Period = (typeof PERIODS)[number]

export const USUAL_PERIOD: Period = '30-days'

export const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  today: 'today',
  '7-days': 'last 7 days',
  '30-days': 'last 30 days',
  '90-days': 'last 90 days',
  any: 'any time',
  between: 'chosen days',
}

/** The first moment that is meant, and the first that is no more. */
export type Bounds = { readonly from?: string; readonly to?: string }

type Asked = { readonly when?: Period; readonly from?: string; readonly to?: string }

/** Days are those of whoever looks. `from` and `to` are days (2026-11-29), both meant; one of them that is missing leaves that end open. */
export function boundsOf({ when = USUAL_PERIOD, from, to }: Asked, now: Date): Bounds {
  switch (when) {
    case 'today':
      return lastDays(1, now)
    case '7-days':
      return lastDays(7, now)
    case '30-days':
      return lastDays(30, now)
    case '90-days':
      return lastDays(90, now)
    case 'any':
      return {}
    case 'between':
      return { ...named('from', midnightOf(from, 0)), ...named('to', midnightOf(to, 1)) }
  }
}

function lastDays(count: number, now: Date): Bounds {
  return { from: new Date(now.getFullYear(), now.getMonth(), now.getDate() - count + 1).toISOString() }
}

function midnightOf(day: string | undefined, later: number): string | undefined {
  if (day === undefined) {
    return undefined
  }
  const [year = Number.NaN, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + later)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

function named<Name extends 'from' | 'to'>(name: Name, moment: string | undefined): Bounds {
  return moment === undefined ? {} : { [name]: moment }
}
