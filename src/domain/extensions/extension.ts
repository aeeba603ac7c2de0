export const EXTENSIONS = ['facebook', 'online-chat'] as const
/** A capability that an administrator switches on or off. */
export type ExtensionName = (typeof EXTENSIONS)[number]
