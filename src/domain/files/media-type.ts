/** What a browser may show in its place. Everything else is only ever saved: SVG, HTML and PDF can run what a stranger wrote. */
const SHOWN_PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']
const PLAYED = /^(?:audio|video)\/[\w.+-]+$/

/** Whether a file of this media type, told by its content, is shown in its place. */
export function isShownInPlace(type: string): boolean {
  return isShownPicture(type) || PLAYED.test(type)
}

/** Whether browsers show it as a picture, and the desk makes a small one of it. */
export function isShownPicture(type: string): boolean {
  return SHOWN_PICTURES.includes(type)
}

/** Whether it is a film or a sound. */
export function isPlayed(type: string): boolean {
  return PLAYED.test(type)
}
