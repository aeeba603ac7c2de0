/**
 * What a message holds. Words may be said wherever anything is. Files go as messages of their own to a person, and with or without words in public,
 * where such a conversation takes them at all. What is offered to tap goes where words do, to a person alone: nothing tells that Facebook takes less of it
 * after the 24 hours (Messenger Platform docs, message tags, 2026-06). A template goes to a person, as a utility message and as nothing else.
 */
export const CONTENT_KINDS = ['text', 'files', 'quick-replies', 'buttons', 'cards', 'template'] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]
