/**
 * What a message holds. Words may be said wherever anything is. Files go as messages of their own to a person, and with or without words in public,
 * where such a conversation takes them at all. A template goes to a person, as a utility message and as nothing else.
 */
export const CONTENT_KINDS = ['text', 'files', 'template'] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]
