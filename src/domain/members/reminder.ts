/** How somebody wants to be told before something ends; in neither way: not at all. */
export type ReminderWish = { readonly minutesBefore: number; readonly isInBrowser: boolean; readonly isByMail: boolean }

export const REMINDER_MINUTES = { least: 5, most: 24 * 60 } as const
