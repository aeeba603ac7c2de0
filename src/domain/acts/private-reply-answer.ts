/**
 * What a channel says beforehand of answering something privately: that one can, that somebody did, here or there, or that one cannot and no more.
 */
export const PRIVATE_REPLY_ANSWERS = ['can', 'answered', 'cannot'] as const
export type PrivateReplyAnswer = (typeof PRIVATE_REPLY_ANSWERS)[number]
