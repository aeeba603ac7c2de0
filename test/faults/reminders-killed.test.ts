import { expect, test } from 'vitest'
import { runReminders } from './harness/reminders/run-reminders.ts'

test(
  'kill -9 while somebody is reminded of what ends, while the mail goes, and while a deadline passes: all is told once, and nothing is forgotten',
  { timeout: 300_000 },
  async () => {
    const { kept } = await runReminders({ seed: 1, conversations: 2, moments: ['written', 'mailed', 'passed'], kills: 0 })
    expect(kept.flatMap(({ promise, differences }) => differences.map((difference) => `${promise}: ${difference}`))).toEqual([])
  },
)
