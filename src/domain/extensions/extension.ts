export const EXTENSIONS = ['facebook', 'online-chat'] as const
/** A capability that an administrator switches on or off. */
export type ExtensionName = (typeof EXTENSIONS)[number]

/** Whoever switches one off is told of the reply windows that end within so many hours: a shift. */
export const ENDING_HOURS = 6
