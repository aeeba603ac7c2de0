import type { Settings } from '../../world/world.ts'

/** The words of the steps that changed over the years. */
export type DialogWords = {
  readonly pages: (app: string) => string
  readonly businesses: (app: string) => string
  readonly permissions: (app: string) => string
  readonly done: (person: string, app: string) => string
  readonly next: string
  readonly save: string
  readonly leave: string
}

/** Seen in guides of 2025 and 2026. */
const CURRENT: DialogWords = {
  pages: (app) => `Choose the Pages you want ${app} to access`,
  businesses: (app) => `Choose the businesses you want ${app} to access`,
  permissions: (app) => `Review what ${app} may do`,
  done: (person, app) => `${person} has been connected to ${app}`,
  next: 'Continue',
  save: 'Save',
  leave: 'Got it',
}

/** Seen in guides of 2019 to 2023. */
const OLDER: DialogWords = {
  pages: (app) => `What Pages do you want to use with ${app}?`,
  businesses: (app) => `What businesses do you want to use with ${app}?`,
  permissions: (app) => `What is ${app} allowed to do?`,
  done: (_person, app) => `You've now linked ${app} to Facebook`,
  next: 'Next',
  save: 'Done',
  leave: 'OK',
}

export function dialogWords(wording: Settings['dialogWording']): DialogWords {
  return wording === 'older' ? OLDER : CURRENT
}

/** "1 Page", "2 Pages". */
export function pageCount(count: number): string {
  return `${count} ${count === 1 ? 'Page' : 'Pages'}`
}
