/** A sign that somebody hung on it: the channel's name for it, and the sign itself where it told that. */
export type Reaction = { readonly name: string; readonly emoji: string | undefined }

/** The Page, among those who react; everybody else is named as the channel names them. */
export const THE_PAGE = 'page'
