import { useQuery } from '@tanstack/react-query'
import { IconTable } from '@tabler/icons-react'
import { wordsOf } from '../api/desk-problem.ts'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { useIsWide } from '../ui/use-is-wide.ts'
import { reviewMonthsQuery } from './posts-queries.ts'
import { barsOf, reviewYears, type Bar, type ReviewMonth, type ReviewYear } from './review-months.ts'

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** What a bar and the words around it take, in the units of the drawing. */
const [STEP, BAR, HEIGHT, ABOVE, BELOW] = [50, 28, 110, 18, 40]
/** Twelve would be too small to read there; the table has all. */
const SHOWN_ON_A_PHONE = 6

/** How reviews went, month by month: a drawing, the same in words, and as a table. */
export function ReviewsChart({ channelId }: { readonly channelId: string | undefined }) {
  const { data, error } = useQuery(reviewMonthsQuery(channelId))
  const isWide = useIsWide(768)
  if (data === undefined) {
    return <div className="trend">{error === null ? <SkeletonBars label="Loading the months" /> : <p>{wordsOf(error)}</p>}</div>
  }
  const { last, now, before } = reviewYears(data)
  return (
    <section className="trend" aria-label="Reviews of the last 12 months">
      <div>
        {now.share === undefined ? null : <p className="big">{now.share}%</p>}
        <p>{yearWords(now, before)}</p>
        <div className="key">
          <span>
            <svg viewBox="0 0 14 14" aria-hidden="true">
              <rect className="yes" width="14" height="14" rx="3" />
            </svg>
            recommends
          </span>
          <span>
            <svg viewBox="0 0 14 14" aria-hidden="true">
              <rect className="no" x="0.5" y="0.5" width="13" height="13" rx="3" />
            </svg>
            doesn’t recommend
          </span>
        </div>
      </div>
      <Drawing months={isWide ? last : last.slice(-SHOWN_ON_A_PHONE)} />
      <details>
        <summary>
          <IconTable size={14} aria-hidden="true" />
          Show as a table
        </summary>
        <MonthsTable months={last.toReversed()} />
      </details>
    </section>
  )
}

function yearWords({ recommends, all, share, stars }: ReviewYear, before: ReviewYear): string {
  const told =
    share === undefined
      ? 'Nobody recommended you, or did not, in the last 12 months.'
      : `recommend you: ${recommends} of ${all} in the last 12 months.`
  const earlier = before.share === undefined ? '' : ` The 12 months before: ${before.share}%.`
  const starred = stars === undefined ? '' : ` Stars: ${stars.mean} of 5, given ${stars.count === 1 ? 'once' : `${stars.count} times`}.`
  return `${told}${earlier}${starred}`
}

/** The table says the same, so the drawing is only seen. */
function Drawing({ months }: { readonly months: readonly ReviewMonth[] }) {
  const { bars, zero } = barsOf(months, HEIGHT)
  const base = ABOVE + zero
  return (
    <svg className="chart" viewBox={`0 0 ${STEP * months.length} ${ABOVE + HEIGHT + BELOW}`} aria-hidden="true">
      {bars.map((bar, index) => (
        <Month key={bar.month.month} bar={bar} x={STEP * index + STEP / 2} base={base} />
      ))}
      <line className="zero" x1="0" x2={STEP * months.length} y1={base} y2={base} />
    </svg>
  )
}

function Month({ bar: { month, up, down }, x, base }: { readonly bar: Bar; readonly x: number; readonly base: number }) {
  const { recommends, doesNotRecommend } = month
  return (
    <g>
      <rect className="yes" x={x - BAR / 2} y={base - up} width={BAR} height={up} rx="3" />
      <rect className="no" x={x - BAR / 2} y={base + 1} width={BAR} height={down} rx="3" />
      {recommends === 0 ? null : (
        <text className="v" x={x} y={base - up - 6}>
          {recommends}
        </text>
      )}
      {doesNotRecommend === 0 ? null : (
        <text x={x} y={base + down + 14}>
          {doesNotRecommend}
        </text>
      )}
      <text x={x} y={ABOVE + HEIGHT + BELOW - 6}>
        {monthName.format(new Date(month.month))}
      </text>
    </g>
  )
}

function MonthsTable({ months }: { readonly months: readonly ReviewMonth[] }) {
  const hasStars = months.some(({ stars }) => stars.some((count) => count > 0))
  return (
    <table>
      <caption className="sr">Reviews per month</caption>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Recommends</th>
          <th scope="col">Doesn’t recommend</th>
          {hasStars ? <th scope="col">Stars, 1 to 5</th> : null}
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, recommends, doesNotRecommend, stars }) => (
          <tr key={month}>
            <th scope="row">{monthAndYear.format(new Date(month))}</th>
            <td>{recommends}</td>
            <td>{doesNotRecommend}</td>
            {hasStars ? <td>{stars.join(' · ')}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
